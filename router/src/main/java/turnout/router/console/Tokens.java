package turnout.router.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who a token belongs to. The file is read again when it has changed, so that adding and removing somebody needs no
 * restart; one that is wrong by then lets nobody in but the first administrator. Safe for use by many threads.
 */
public final class Tokens {

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

    /** What tells that a file is another one than before. */
    private record Stamp(
            long size, FileTime modified, @Nullable Object inode) {}

    private final OpsToken first;
    private final TokenFile file;
    private final Consumer<List<TokenEntry>> audit;
    private Optional<Stamp> read = Optional.empty();
    private List<TokenEntry> entries = List.of();

    private Tokens(OpsToken first, TokenFile file, Consumer<List<TokenEntry>> audit) {
        this.first = first;
        this.file = file;
        this.audit = audit;
    }

    /**
     * @param audit told what is in the file now and whenever it has changed; must not block
     * @throws IOException with a sentence when the file is wrong
     */
    public static Tokens open(OpsToken first, TokenFile file, Consumer<List<TokenEntry>> audit) throws IOException {
        Tokens tokens = new Tokens(first, file, audit);
        audit.accept(file.entries());
        return tokens;
    }

    Optional<Person> holder(String presented) {
        List<TokenEntry> others = entries(); // whoever asks, so that a change is seen and recorded
        if (first.matches(presented)) {
            return Optional.of(new Person(Login.ADMINISTRATOR, AccessRole.ADMINISTRATOR, Optional.empty()));
        }
        String digest = TokenEntry.digest(presented);
        return others.stream()
                .filter(entry -> entry.matches(digest))
                .findFirst()
                .map(entry -> new Person(entry.name(), entry.role(), Optional.of(entry)));
    }

    /** Whether the token that let them in is still there, with the same role. */
    boolean still(Person person) {
        return person.token().isEmpty() || entries().contains(person.token().get());
    }

    private synchronized List<TokenEntry> entries() {
        Optional<Stamp> now = stamp();
        if (!now.equals(read)) {
            read = now;
            try {
                entries = file.entries();
                audit.accept(entries);
            } catch (IOException wrong) {
                entries = List.of();
                LOG.error("event=tokens-refused remark=\"{}\"", wrong.getMessage());
            }
        }
        return entries;
    }

    private Optional<Stamp> stamp() {
        try {
            var attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
            return Optional.of(new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey()));
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
