package turnout.router.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import turnout.rollout.flags.FlagChange;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.Share;

/**
 * The JSON of a change: {@code {"percent":"25","shadow":"0","except":[…],"rev":7,"reason":"…","override":false}}, for
 * the master flag {@code {"allowed":true,"rev":1,"reason":"…"}}. All but the reason may be left out; a name that is not
 * known is refused, because it was meant to change something.
 */
record ChangeBody(JsonNode root) {

    private static final Set<String> KNOWN =
            Set.of("percent", "shadow", "except", "rev", "expectedRev", "reason", "override", "allowed");

    /** Every operation of a large service held by its full name fits. */
    private static final int LARGEST_BYTES = 64 * 1024;

    static ChangeBody read(HttpServletRequest request) throws IOException, Problem {
        byte[] bytes = request.getInputStream().readNBytes(LARGEST_BYTES + 1);
        if (bytes.length > LARGEST_BYTES) {
            throw Problem.malformed("The body is larger than " + LARGEST_BYTES + " bytes.");
        }
        JsonNode root;
        try {
            root = Json.MAPPER.readTree(bytes);
        } catch (JacksonException notJson) {
            throw Problem.malformed("The body is not JSON.");
        }
        if (!root.isObject()) {
            throw Problem.malformed("The body is not a JSON object.");
        }
        List<String> unknown = root.propertyNames().stream()
                .filter(name -> !KNOWN.contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw Problem.malformed("The body has names that mean nothing here; known are "
                    + String.join(", ", new TreeSet<>(KNOWN)) + ".");
        }
        return new ChangeBody(root);
    }

    FlagChange change(String component, String actor) throws Problem, FlagRefused {
        return new FlagChange(
                component, share("percent"), share("shadow"), except(), expectedRev(), actor, reason(), overridden());
    }

    String reason() throws Problem {
        return text("reason").orElse("");
    }

    boolean overridden() throws Problem {
        return flag("override").orElse(false);
    }

    boolean allowed() throws Problem {
        return flag("allowed").orElseThrow(() -> Problem.malformed("The body lacks allowed: true or false."));
    }

    OptionalLong expectedRev() throws Problem {
        JsonNode rev = root.hasNonNull("rev") ? root.get("rev") : root.get("expectedRev");
        if (rev == null || rev.isNull()) {
            return OptionalLong.empty();
        }
        if (!rev.isIntegralNumber() || !rev.canConvertToLong()) {
            throw Problem.malformed("The rev is not a whole number.");
        }
        return OptionalLong.of(rev.asLong());
    }

    private Optional<Share> share(String name) throws Problem, FlagRefused {
        JsonNode share = root.get(name);
        if (share == null || share.isNull()) {
            return Optional.empty();
        }
        if (!share.isString() && !share.isNumber()) {
            throw Problem.malformed("The " + name + " is neither a string nor a number.");
        }
        try {
            return Optional.of(Share.parse(share.asString().strip()));
        } catch (IllegalArgumentException notAShare) {
            throw new FlagRefused(FlagRefused.Kind.INVALID, String.valueOf(notAShare.getMessage()), notAShare);
        }
    }

    private Optional<Set<String>> except() throws Problem {
        JsonNode except = root.get("except");
        if (except == null || except.isNull()) {
            return Optional.empty();
        }
        if (!except.isArray() || !except.valueStream().allMatch(JsonNode::isString)) {
            throw Problem.malformed("The except is not a list of operations' names.");
        }
        return Optional.of(
                new TreeSet<>(except.valueStream().map(JsonNode::asString).toList()));
    }

    private Optional<String> text(String name) throws Problem {
        JsonNode text = root.get(name);
        if (text == null || text.isNull()) {
            return Optional.empty();
        }
        if (!text.isString()) {
            throw Problem.malformed("The " + name + " is not a string.");
        }
        return Optional.of(text.asString());
    }

    private Optional<Boolean> flag(String name) throws Problem {
        JsonNode flag = root.get(name);
        if (flag == null || flag.isNull()) {
            return Optional.empty();
        }
        if (!flag.isBoolean()) {
            throw Problem.malformed("The " + name + " is neither true nor false.");
        }
        return Optional.of(flag.asBoolean());
    }
}
