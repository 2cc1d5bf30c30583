package turnout.rollout.flags;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;

/** A real store in a folder of its own. */
final class StoreFixture {

    final Path folder;
    final Path file;
    final Path previous;
    final Path audit;

    StoreFixture(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("flags.json");
        this.previous = folder.resolve("flags.previous.json");
        this.audit = folder.resolve("audit.jsonl");
    }

    FileFlagStore open() throws IOException {
        return FileFlagStore.open(
                file, audit, new TreeSet<>(List.of("chain", "keys", "script")), Ladder.SHIPPED, Clock.systemUTC());
    }

    AuditCheck verify() {
        return AuditLog.verify(audit, file);
    }

    static FlagChange to(String percent) {
        return FlagChange.percent("chain", Share.parse(percent), "alice", "to " + percent);
    }
}
