package turnout.router.app.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names that the table of keys makes: paths, groups, environment variables. */
final class KeyNames {

    private static final Map<String, Key<?>> BY_PATH = new HashMap<>();
    private static final Map<String, Key<?>> BY_VARIABLE = new HashMap<>();
    private static final Set<String> GROUPS = new HashSet<>();

    static {
        for (Key<?> key : Keys.ALL) {
            BY_PATH.put(key.path(), key);
            BY_VARIABLE.put(key.variable(), key);
            for (int dot = key.path().indexOf('.'); dot > 0; dot = key.path().indexOf('.', dot + 1)) {
                GROUPS.add(key.path().substring(0, dot));
            }
        }
    }

    private KeyNames() {}

    static boolean isGroup(String path) {
        return GROUPS.contains(path);
    }

    static boolean isKey(String path) {
        return BY_PATH.containsKey(path);
    }

    static Optional<Key<?>> byPath(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    static Optional<Key<?>> byVariable(String variable) {
        return Optional.ofNullable(BY_VARIABLE.get(variable));
    }

    /** Whether a variable was probably meant for us: it names one of our groups. */
    static boolean namesAGroup(String variable) {
        return GROUPS.stream()
                .filter(group -> !group.contains("."))
                .anyMatch(group -> variable.startsWith(Key.variable(group) + "_"));
    }

    /** The sentence about a path that is not a key. */
    static String unknownPath(String path) {
        if (isGroup(path)) {
            return path + " is a group, not a value";
        }
        List<String> names = new ArrayList<>(BY_PATH.keySet());
        names.addAll(GROUPS);
        return "there is no key " + path + meant(Suggestion.nearest(path, names).or(() -> sameEnding(path)));
    }

    /** The sentence about a variable that sets no key. */
    static String unknownVariable(String variable) {
        return "sets no key" + meant(Suggestion.nearest(variable, BY_VARIABLE.keySet()));
    }

    private static String meant(Optional<String> suggestion) {
        return suggestion.map(name -> " (did you mean " + name + "?)").orElse("");
    }

    /** A key that only stands in the wrong group. */
    private static Optional<String> sameEnding(String path) {
        String ending = "." + path.substring(path.lastIndexOf('.') + 1);
        List<String> same =
                BY_PATH.keySet().stream().filter(name -> name.endsWith(ending)).toList();
        return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
    }
}
