package turnout.devnode.rpc;

import java.util.Arrays;
import java.util.List;

/**
 * One RPC method.
 *
 * @param category the heading under which {@code help} lists it
 * @param parameters in the order of their positions
 */
public record Method(String category, String name, List<Parameter> parameters, Body body) {
    /** Answers a call. Called from many threads at once; a failure that the caller is told is an {@link RpcError}. */
    public interface Body {
        Json answer(Arguments arguments);
    }

    /** What a parameter must be before the body sees it; ANY leaves that to the body. */
    public enum ParameterType {
        TEXT("string"),
        NUMBER("number"),
        BOOL("bool"),
        ARRAY("array"),
        ANY("");

        final String word;

        ParameterType(String word) {
            this.word = word;
        }
    }

    /**
     * What it may be called with.
     *
     * @param names the name, and after a bar its older name
     */
    public record Parameter(String names, ParameterType type, boolean required) {
        List<String> allNames() {
            return Arrays.asList(names.split("\\|", -1));
        }

        String firstName() {
            return allNames().getFirst();
        }
    }

    public static Parameter required(String names, ParameterType type) {
        return new Parameter(names, type, true);
    }

    public static Parameter optional(String names, ParameterType type) {
        return new Parameter(names, type, false);
    }

    /** The first line of Core's help for it: {@code getblock "blockhash" ( verbosity )}. */
    String usage() {
        StringBuilder line = new StringBuilder(name);
        StringBuilder end = new StringBuilder();
        for (Parameter parameter : parameters) {
            if (!parameter.required() && end.isEmpty()) {
                line.append(" (");
                end.append(" )");
            }
            String quote = parameter.type() == ParameterType.TEXT ? "\"" : "";
            line.append(' ').append(quote).append(parameter.firstName()).append(quote);
        }
        return line.append(end).toString();
    }
}
