package turnout.router.engine.supervise;

import java.net.SocketAddress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One worker as {@code status} shows it.
 *
 * @param pid empty without a process of ours
 * @param address where it is, or would be, reached; empty before the first start
 */
public record WorkerStatus(
        int worker, long generation, WorkerState state, OptionalLong pid, Optional<SocketAddress> address) {}
