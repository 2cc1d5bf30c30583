package turnout.router.app.cli;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import turnout.rollout.flags.AuditLog;
import turnout.rollout.flags.AuditRecord;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.FlagChange;
import turnout.rollout.flags.Share;
import turnout.router.app.cli.FlagAccess.Standstill;
import turnout.router.app.config.Configuration;

@Command(
        name = "flag",
        description = {
            "Shows and sets what share of a component's calls NATIVE serves.",
            "Through the gateway when one runs, else in the store under its lock."
        })
final class FlagCommand {

    @Command(name = "list", description = "All components.")
    int list(@Mixin ConfigurationOptions options, @Option(names = "--json", description = "As JSON.") boolean json)
            throws CommandFailure {
        Configuration configuration = options.read();
        try (FlagAccess access = FlagAccess.open(configuration)) {
            var flags = access.all();
            Standstill standstill = access.standstill();
            List<ComponentFlags> components =
                    Components.of(configuration).stream().map(flags::of).toList();
            if (json) {
                Map<String, Object> all = new LinkedHashMap<>();
                all.put("nativeAllowed", flags.nativeAllowed());
                all.put("stopped", standstill.stopped());
                all.put(
                        "flags",
                        components.stream()
                                .map(component -> fields(component, standstill))
                                .toList());
                System.out.println(OpsApi.JSON.writeValueAsString(all));
            } else {
                System.out.println(
                        "NATIVE is " + (flags.nativeAllowed() ? "allowed" : "not allowed: every call goes to PYTHON"));
                if (standstill.stopped()) {
                    System.out.println("emergency stop: every call goes to PYTHON");
                }
                print(components, standstill);
            }
        }
        return Exit.DONE;
    }

    @Command(name = "get", description = "One component.")
    int get(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "COMPONENT") String component,
            @Option(names = "--json", description = "As JSON.") boolean json)
            throws CommandFailure {
        Configuration configuration = options.read();
        Components.require(configuration, component);
        try (FlagAccess access = FlagAccess.open(configuration)) {
            show(access.all().of(component), access.standstill(), json);
        }
        return Exit.DONE;
    }

    @Command(name = "set", description = "Sets one component; what is not named stays as it is.")
    int set(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "COMPONENT") String component,
            @Option(
                            names = "--percent",
                            paramLabel = "P",
                            description = "Share of its calls that NATIVE serves, 0 to 100.")
                    @Nullable
                    String percent,
            @Option(names = "--shadow", paramLabel = "S", description = "Share that the other engine is also given.")
                    @Nullable
                    String shadow,
            @Option(names = "--reason", required = true, description = "Why; kept in the audit log.") String reason,
            @Option(
                            names = "--expected-rev",
                            paramLabel = "REV",
                            description = "Refuse when it is at another rev by now.")
                    @Nullable
                    Long expectedRev,
            @Option(names = "--override", description = "Go up by more than the next step of the ladder.")
                    boolean override,
            @Option(names = "--json", description = "As JSON.") boolean json)
            throws CommandFailure {
        if (percent == null && shadow == null) {
            throw new CommandFailure(Exit.USAGE, "nothing to set: give --percent or --shadow");
        }
        FlagChange change = new FlagChange(
                component,
                share(percent),
                share(shadow),
                Optional.empty(),
                expectedRev == null ? OptionalLong.empty() : OptionalLong.of(expectedRev),
                "cli:" + System.getProperty("user.name"),
                reason,
                override);
        try (FlagAccess access = FlagAccess.open(options.read())) {
            ComponentFlags changed = access.change(change);
            Standstill standstill = access.standstill();
            show(changed, standstill, json);
            warn(component, standstill);
        }
        return Exit.DONE;
    }

    @Command(name = "history", description = "Who changed a component, when and why, newest first.")
    int history(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "COMPONENT") String component,
            @Option(names = "--limit", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}.") int limit,
            @Option(names = "--json", description = "As JSON.") boolean json)
            throws CommandFailure, IOException {
        Configuration configuration = options.read();
        Components.require(configuration, component);
        List<AuditRecord> records = AuditLog.show(
                configuration.settings().flags().auditFile(),
                record -> record.event().subject().equals(Optional.of(component)),
                limit);
        AuditCommand.print(records, json);
        return Exit.DONE;
    }

    /** @throws CommandFailure 2, because nobody was asked yet */
    private static Optional<Share> share(@Nullable String text) throws CommandFailure {
        try {
            return Optional.ofNullable(text).map(Share::parse);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /** On standard error, so that what is printed stays what it was. */
    private static void warn(String component, Standstill standstill) {
        if (standstill.stopped()) {
            System.err.println("turnout: without effect: there is an emergency stop (turnout stop --lift)");
        } else if (standstill.held().contains(component)) {
            System.err.println("turnout: without effect: " + component + " is held at 0 (turnout rollout start "
                    + component + ")");
        }
    }

    private static void show(ComponentFlags flags, Standstill standstill, boolean json) {
        if (json) {
            System.out.println(OpsApi.JSON.writeValueAsString(fields(flags, standstill)));
        } else {
            print(List.of(flags), standstill);
        }
    }

    private static void print(Collection<ComponentFlags> components, Standstill standstill) {
        Table table = new Table("component", "percent", "shadow", "rev", "held", "except", "reason");
        for (ComponentFlags flags : components) {
            table.row(
                    flags.component(),
                    flags.percent().text(),
                    flags.shadow().text(),
                    Long.toString(flags.rev()),
                    standstill.held().contains(flags.component()) ? "held" : "-",
                    flags.except().isEmpty() ? "-" : String.join(",", flags.except()),
                    flags.reason());
        }
        table.print(System.out);
    }

    /** As the API has them. */
    private static Map<String, Object> fields(ComponentFlags flags, Standstill standstill) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("component", flags.component());
        fields.put("percent", flags.percent().text());
        fields.put("shadow", flags.shadow().text());
        fields.put("except", flags.except());
        fields.put("rev", flags.rev());
        fields.put("held", standstill.held().contains(flags.component()));
        fields.put("reason", flags.reason());
        return fields;
    }
}
