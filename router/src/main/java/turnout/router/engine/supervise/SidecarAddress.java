package turnout.router.engine.supervise;

import java.net.SocketAddress;

/**
 * A worker that is reached at an address.
 *
 * @param worker place among the workers, from 0
 * @param generation grows with each process of that worker; a new one is another process at another address
 * @param address a {@link java.net.UnixDomainSocketAddress} or a {@link java.net.InetSocketAddress}, perhaps unresolved
 * @param pid 0 when the process is not ours
 * @param inUse false while its heartbeat is missing: keep the connection and the heartbeat, give it no calls
 */
public record SidecarAddress(int worker, long generation, SocketAddress address, long pid, boolean inUse) {}
