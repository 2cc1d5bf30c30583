package turnout.load.bench;

import java.io.IOException;

/** What the small servers of the bench share when they run as processes: they tell their port, and end with their parent. */
final class ServerProcess {

    private ServerProcess() {}

    /** Prints the port on standard output, then waits until standard input is closed. */
    static void announce(int port) throws IOException {
        System.out.println(port);
        System.out.flush();
        while (System.in.read() >= 0) {
            // Nobody writes; the end of the stream is the end of the parent.
        }
    }
}
