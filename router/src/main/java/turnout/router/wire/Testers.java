package turnout.router.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may force an engine: peers by address, or whoever holds the token. */
public record Testers(Set<InetAddress> peers, byte[] token) {

    boolean allowed(SocketAddress peer, byte @Nullable [] given) {
        if (given != null && MessageDigest.isEqual(token, given)) {
            return true;
        }
        return peer instanceof InetSocketAddress inet && peers.contains(inet.getAddress());
    }
}
