package turnout.load.bench;

import java.io.IOException;
import java.nio.channels.Selector;

/**
 * One connection of a generator, used by one thread. It just understands enough of its protocol for this one client,
 * because a general one costs more than what is to be measured and would starve it on two cores.
 */
interface LoopConnection extends AutoCloseable {

    /** Opens a connection that runs no call yet. */
    interface Opening {
        LoopConnection open() throws IOException;
    }

    /** Is told of each call that ends; calls count from 0 in the order of their start, over the connection. */
    interface Ended {
        void call(long number);
    }

    /** Registers for reading, with itself attached. */
    void register(Selector selector) throws IOException;

    /**
     * Reads what there is; does not wait.
     *
     * @throws IOException also when a call fails, or a reply is not the expected one
     */
    void read(Ended ended) throws IOException;

    /** Starts so many calls more, in one write; those that the peer does not take yet follow in later starts. */
    void start(int calls) throws IOException;

    /** Calls that have ended. */
    long completed();

    /** Whether all that ended were answered, as far as sizes tell. */
    boolean answered();

    @Override
    void close() throws IOException;
}
