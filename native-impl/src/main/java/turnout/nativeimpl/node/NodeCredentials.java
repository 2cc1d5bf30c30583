package turnout.nativeimpl.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.refusal.Refusal;

/** The Authorization header for a node, read from its files when first needed and when the node refused it. */
final class NodeCredentials {

    private final NodeSettings settings;
    private volatile @Nullable String header;

    NodeCredentials(NodeSettings settings) {
        this.settings = settings;
    }

    /** The header's value; NODE_AUTH where no file can be read. */
    String header() throws Refusal {
        String known = header;
        if (known == null) {
            known = "Basic " + Base64.getEncoder().encodeToString(read().getBytes(StandardCharsets.UTF_8));
            header = known;
        }
        return known;
    }

    /** Forgets what the node refused: a restarted node writes a new cookie. */
    void forget() {
        header = null;
    }

    private String read() throws Refusal {
        Optional<Path> cookie = settings.cookieFile();
        if (cookie.isPresent()) {
            return read(cookie.get(), "cookie");
        }
        return settings.user().orElseThrow()
                + ":"
                + read(settings.passwordFile().orElseThrow(), "password");
    }

    private static String read(Path file, String what) throws Refusal {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw Refusal.of(Reason.NODE_AUTH, "the node's " + what + " file cannot be read");
        }
    }
}
