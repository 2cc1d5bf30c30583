package turnout.devnode;

import java.io.IOException;
import java.io.InputStream;

/** Standard input as a lifeline: it closes when the parent ends, however that ends. */
final class StandardInput {
    private StandardInput() {}

    /** Runs the action once, on a thread of its own; what is read until then is thrown away. */
    static void whenClosed(Runnable action) {
        Thread.ofPlatform().daemon().name("supervised").start(() -> {
            InputStream in = System.in;
            try {
                while (in.read() >= 0) {
                    in.skip(in.available());
                }
            } catch (IOException unreadable) {
                // As good as closed.
            }
            action.run();
        });
    }
}
