package turnout.rollout.flags;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/** Walks an audit log from its first line and says where, if anywhere, it stops being what was written. */
final class AuditVerification {

    private AuditVerification() {}

    static AuditCheck of(Path file, Optional<Path> flagFile) {
        try {
            Optional<AuditHead> remembered = flagFile.isPresent()
                    ? Optional.of(FlagDocument.parse(Files.readAllBytes(flagFile.get()))
                            .audit())
                    : Optional.empty();
            return walk(file, AuditKey.read(AuditKey.fileFor(file)), remembered);
        } catch (IOException | UncheckedIOException unreadable) {
            return AuditCheck.impossible("The audit log cannot be checked: " + unreadable.getMessage());
        }
    }

    private static AuditCheck walk(Path file, SecretKey key, Optional<AuditHead> remembered) throws IOException {
        AuditHead head = AuditHead.NONE;
        boolean met = remembered.isEmpty() || remembered.get().equals(head);
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                long seq = head.seq() + 1;
                try {
                    AuditRecord line = AuditLine.verified(AuditLog.utf8(each.next()), seq, head.mac(), key);
                    head = new AuditHead(line.seq(), line.mac());
                } catch (IOException broken) {
                    return AuditCheck.broken(seq, String.valueOf(broken.getMessage()));
                }
                met |= remembered.isPresent() && remembered.get().equals(head);
            }
        }
        return met
                ? AuditCheck.intact(head.seq(), head)
                : AuditCheck.broken(
                        head.seq() + 1,
                        "the flag file remembers line "
                                + remembered.orElseThrow().seq() + ", which is not in the log");
    }
}
