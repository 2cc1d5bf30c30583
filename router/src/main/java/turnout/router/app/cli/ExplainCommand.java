package turnout.router.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;
import turnout.router.app.config.Configuration;
import turnout.router.route.Explain;
import turnout.router.route.Overrides;

@Command(
        name = "explain",
        description = "Says where a call with a key goes and why, by the code that decides it. No gateway is needed.")
final class ExplainCommand implements Callable<Integer> {

    private final Assembly assembly;

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Parameters(paramLabel = "METHOD", description = "turnout.script.v1.ScriptService/DecodeScript")
    private String method = "";

    @Parameters(
            paramLabel = "KEY",
            description =
                    "The value of the operation's key field (bytes in hex), or of x-turnout-key where it has none.")
    private String key = "";

    @Option(names = "--percent", paramLabel = "P", description = "As if this were the share, with NATIVE allowed.")
    private @Nullable String percent;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    ExplainCommand(Assembly assembly) {
        this.assembly = assembly;
    }

    @Override
    public Integer call() throws CommandFailure {
        Configuration configuration = options.read();
        try (FlagAccess access = FlagAccess.open(configuration)) {
            print(explain(configuration, access.all()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, String.valueOf(e.getMessage()));
        }
        return Exit.DONE;
    }

    private Explain.Answer explain(Configuration configuration, Flags flags) throws CommandFailure {
        Explain explain =
                new Explain(Components.operations(configuration), assembly.nativeMethods(), flags, Overrides.NONE);
        return explain.answer(method, key, Optional.ofNullable(percent).map(Share::parse));
    }

    private void print(Explain.Answer answer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("operation", answer.operation().name());
        fields.put("component", answer.operation().component());
        fields.put("engine", answer.route().engine().text());
        fields.put("reason", answer.route().reason().text());
        fields.put("bucket", answer.bucket());
        fields.put("share", answer.route().share().text());
        fields.put("rev", answer.route().rev());
        if (json) {
            System.out.println(OpsApi.JSON.writeValueAsString(fields));
        } else {
            fields.forEach((name, value) -> System.out.printf("%-10s %s%n", name, value));
        }
    }
}
