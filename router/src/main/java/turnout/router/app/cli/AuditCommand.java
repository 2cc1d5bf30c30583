package turnout.router.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import turnout.rollout.flags.AuditCheck;
import turnout.rollout.flags.AuditEvent;
import turnout.rollout.flags.AuditLog;
import turnout.rollout.flags.AuditRecord;
import turnout.router.app.config.FlagSettings;

@Command(name = "audit", description = "Shows the audit log, or checks that it is what was written.")
final class AuditCommand {

    @Command(
            name = "verify",
            description = "Checks every line, and the head that the flag file keeps; exit 1 if broken.")
    int verify(@Mixin ConfigurationOptions options) throws CommandFailure {
        FlagSettings flags = options.read().settings().flags();
        AuditCheck check = AuditLog.verify(flags.auditFile(), flags.file());
        System.out.println(check.sentence());
        return check.intact() ? Exit.DONE : Exit.NO;
    }

    @Command(name = "show", description = "Who did what and why, newest first.")
    int show(
            @Mixin ConfigurationOptions options,
            @Option(names = "--limit", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}.") int limit,
            @Option(names = "--json", description = "As JSON.") boolean json)
            throws CommandFailure, IOException {
        FlagSettings flags = options.read().settings().flags();
        print(AuditLog.show(flags.auditFile(), record -> true, limit), json);
        return Exit.DONE;
    }

    static void print(List<AuditRecord> records, boolean json) {
        if (json) {
            System.out.println(OpsApi.JSON.writeValueAsString(records));
            return;
        }
        Table table = new Table("time", "actor", "action", "subject", "rev", "change", "reason");
        for (AuditRecord record : records) {
            AuditEvent event = record.event();
            table.row(
                    event.time().toString(),
                    event.actor(),
                    event.action() + (event.override() ? " (override)" : ""),
                    event.subject().orElse("-"),
                    Long.toString(event.rev()),
                    change(event),
                    event.reason());
        }
        table.print(System.out);
    }

    /** Only what became different: {@code percent 0→10}. */
    private static String change(AuditEvent event) {
        Map<String, Object> before = event.before();
        return event.after().entrySet().stream()
                .filter(value -> !value.getValue().equals(before.get(value.getKey())))
                .filter(value ->
                        !value.getKey().equals("rev") && !value.getKey().equals("reason"))
                .map(value -> value.getKey() + " " + before.getOrDefault(value.getKey(), "-") + "→" + value.getValue())
                .collect(Collectors.joining(", "));
    }
}
