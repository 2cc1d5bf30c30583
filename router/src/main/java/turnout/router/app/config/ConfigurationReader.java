package turnout.router.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads a configuration: the file, over it {@code TURNOUT_…} variables, over them {@code -D} options. Looks at files
 * that the configuration names, opens nothing else.
 */
public final class ConfigurationReader {

    /** Kubernetes gives such variables to every container beside a service called turnout-…; they are not ours. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_\\d+_.*)");

    private final Places places;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Assignment> assignments = new LinkedHashMap<>();

    private ConfigurationReader(Places places) {
        this.places = places;
    }

    /**
     * @param file empty for defaults only
     * @param options what {@code -D} set, by path, in order
     * @throws ConfigurationException with everything that is wrong
     */
    public static Configuration read(
            Places places, Optional<Path> file, Map<String, String> environment, Map<String, String> options)
            throws ConfigurationException {
        ConfigurationReader reader = new ConfigurationReader(places);
        file.ifPresent(reader::addFile);
        reader.addEnvironment(environment);
        options.forEach(reader::addOption);
        return reader.finish();
    }

    private void addFile(Path file) {
        YamlFile.read(file, problems).forEach(this::add);
    }

    private void addEnvironment(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((variable, text) -> {
            Optional<Key<?>> key = KeyNames.byVariable(variable);
            if (key.isPresent()) {
                add(new Assignment(key.get().path(), RawValue.scalar(text), Origin.of(variable)));
            } else if (KeyNames.namesAGroup(variable)
                    && !SERVICE_LINK.matcher(variable).matches()) {
                problems.add(new Problem(Origin.of(variable), KeyNames.unknownVariable(variable)));
            }
        });
    }

    private void addOption(String path, String text) {
        add(new Assignment(path, RawValue.scalar(text), Origin.of("-D " + path)));
    }

    private void add(Assignment assignment) {
        if (KeyNames.isKey(assignment.path())) {
            assignments.put(assignment.path(), assignment);
        } else {
            problems.add(new Problem(assignment.origin(), KeyNames.unknownPath(assignment.path())));
        }
    }

    private Configuration finish() throws ConfigurationException {
        Map<Key<?>, Value<?>> byKey = new HashMap<>();
        for (Key<?> key : Keys.ALL) {
            byKey.put(key, value(key));
        }
        Values values = new Values(byKey);
        problems.addAll(Consistency.problems(values));
        if (!problems.isEmpty()) {
            problems.sort(Problem.READING_ORDER);
            throw new ConfigurationException(problems);
        }
        return new Configuration(
                places,
                Settings.of(values),
                Keys.ALL.stream().map(values::of).map(Setting::of).toList());
    }

    private <T> Value<T> value(Key<T> key) {
        Assignment assignment = assignments.get(key.path());
        if (assignment != null) {
            try {
                T parsed = key.kind().parse(assignment.raw(), places);
                return new Value<>(key, parsed, assignment.raw().text(), assignment.origin(), true);
            } catch (UnfitException e) {
                problems.add(new Problem(assignment.origin(), key.path() + ": " + e.getMessage()));
            }
        }
        return initial(key, assignment == null);
    }

    private <T> Value<T> initial(Key<T> key, boolean fits) {
        try {
            return new Value<>(key, key.kind().parse(written(key), places), key.initial(), Origin.DEFAULT, fits);
        } catch (UnfitException e) {
            throw new IllegalStateException("the default of " + key.path() + " does not fit", e);
        }
    }

    /** The default as the file would have it: {@code [a, b]} is a list. */
    private static RawValue written(Key<?> key) {
        String text = key.initial();
        return key.kind().list()
                ? new RawValue(
                        RawValue.scalar(text.substring(1, text.length() - 1)).split(), true)
                : RawValue.scalar(text);
    }
}
