package turnout.router.engine.supervise;

import java.net.SocketAddress;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One worker as {@code status} shows it.
 *
 * @param pid empty without a process of ours
 * @param version as the worker says it when it is ready; empty where it says none
 * @param address where it is, or would be, reached; empty before the first start
 */
public record WorkerStatus(
        int worker,
        long generation,
        WorkerState state,
        OptionalLong pid,
        String version,
        Optional<SocketAddress> address) {}
