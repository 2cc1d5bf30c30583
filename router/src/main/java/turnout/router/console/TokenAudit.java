package turnout.router.console;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.rollout.flags.AuditEvent;
import turnout.rollout.flags.AuditRecord;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.FlagStore;

/**
 * Records who was let in and who no more, by comparing the tokens' file with what the audit log says of it: so whatever was
 * done to the file, by the command or by hand, and with the gateway up or down, stands in the log once.
 */
public final class TokenAudit implements Consumer<List<TokenEntry>> {

    private static final Logger log = LoggerFactory.getLogger(TokenAudit.class);

    private static final String ADD = "token.add";
    private static final String REMOVE = "token.remove";
    private static final String ACTOR = "tokens file";

    /** Enough to tell one token from the next of the same name; nobody gets in with it. */
    private static final int FINGERPRINT_CHARACTERS = 8;

    private static final int ALL = Integer.MAX_VALUE;

    private final FlagStore flags;
    private final InstantSource clock;
    private final Map<String, Map<String, Object>> known = new HashMap<>();

    private TokenAudit(FlagStore flags, InstantSource clock) {
        this.flags = flags;
        this.clock = clock;
    }

    /** Reads the audit log. Where it cannot be read, everybody in the file is recorded anew. */
    public static TokenAudit of(FlagStore flags, InstantSource clock) {
        TokenAudit audit = new TokenAudit(flags, clock);
        try {
            List<AuditRecord> newestFirst = flags.audit(TokenAudit::ofTokens, ALL);
            newestFirst.reversed().forEach(record -> audit.learn(record.event()));
        } catch (FlagRefused unreadable) {
            log.warn("event=token-audit-not-read reason=\"{}\"", unreadable.sentence());
        }
        return audit;
    }

    private static boolean ofTokens(AuditRecord record) {
        return record.event().action().equals(ADD) || record.event().action().equals(REMOVE);
    }

    private void learn(AuditEvent event) {
        if (event.action().equals(ADD)) {
            known.put(String.valueOf(event.after().get("token")), event.after());
        } else {
            known.remove(String.valueOf(event.before().get("token")));
        }
    }

    @Override
    public synchronized void accept(List<TokenEntry> entries) {
        Map<String, Map<String, Object>> now = new LinkedHashMap<>();
        entries.forEach(entry -> now.put(entry.name(), values(entry)));
        for (Map<String, Object> before : List.copyOf(known.values())) {
            String name = String.valueOf(before.get("token"));
            if (!before.equals(now.get(name))) {
                record(REMOVE, before, Map.of());
            }
        }
        now.forEach((name, after) -> {
            if (!after.equals(known.get(name))) {
                record(ADD, Map.of(), after);
            }
        });
    }

    private void record(String action, Map<String, Object> before, Map<String, Object> after) {
        AuditEvent event = new AuditEvent(
                clock.instant(),
                ACTOR,
                action,
                Optional.empty(),
                "the tokens' file has changed",
                before,
                after,
                0,
                false);
        learn(event);
        flags.recordLater(event);
    }

    private static Map<String, Object> values(TokenEntry entry) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("token", entry.name());
        values.put("role", entry.role().text());
        values.put("fingerprint", entry.digest().substring(0, FINGERPRINT_CHARACTERS));
        return values;
    }
}
