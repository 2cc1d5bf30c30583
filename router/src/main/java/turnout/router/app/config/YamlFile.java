package turnout.router.app.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a file into assignments. Works on YAML's node tree, not on Java objects: texts stay as they were written
 * ({@code 5m}, {@code 0777}, {@code on}), and every node knows its line.
 */
final class YamlFile {

    private final String name;
    private final List<Problem> problems;
    private final List<Assignment> assignments = new ArrayList<>();

    private YamlFile(String name, List<Problem> problems) {
        this.name = name;
        this.problems = problems;
    }

    /** What the file sets; what is wrong with it is added to {@code problems}. */
    static List<Assignment> read(Path file, List<Problem> problems) {
        YamlFile reader = new YamlFile(file.toString(), problems);
        try {
            reader.document(Files.readString(file));
        } catch (NoSuchFileException e) {
            problems.add(new Problem(Origin.of(reader.name), "there is no such file"));
        } catch (CharacterCodingException e) {
            problems.add(new Problem(Origin.of(reader.name), "is not UTF-8"));
        } catch (IOException e) {
            problems.add(new Problem(Origin.of(reader.name), "cannot be read: " + e.getMessage()));
        }
        return reader.assignments;
    }

    private void document(String text) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(name).build();
            Optional<Node> root = new Compose(settings).composeString(text);
            root.ifPresent(node -> {
                if (node instanceof MappingNode mapping) {
                    group("", mapping);
                } else if (!(node instanceof ScalarNode scalar
                        && scalar.getValue().isEmpty())) {
                    problem(node, "the file holds no groups (expected: gateway:, engines:, …)");
                }
            });
        } catch (MarkedYamlEngineException e) {
            Origin where = e.getProblemMark().map(this::at).orElse(Origin.of(name));
            problems.add(new Problem(where, "is not YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(new Problem(Origin.of(name), "is not YAML: " + e.getMessage()));
        }
    }

    private void group(String prefix, MappingNode mapping) {
        Map<String, Origin> seen = new HashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problem(entry.getKeyNode(), "a key has to be a text");
                continue;
            }
            String path = prefix + key.getValue();
            Origin earlier = seen.putIfAbsent(path, where(key));
            if (earlier != null) {
                problem(key, path + " is set twice (first at " + earlier + ")");
            } else {
                entry(path, key, entry.getValueNode());
            }
        }
    }

    private void entry(String path, ScalarNode key, Node node) {
        boolean isGroup = KeyNames.isGroup(path);
        boolean empty = node instanceof ScalarNode scalar && scalar.isPlain() && isNull(scalar);
        switch (node) {
            // An unknown mapping is not walked: it is reported once, and a node that holds itself ends here.
            case MappingNode mapping when isGroup -> group(path + ".", mapping);
            case MappingNode mapping when KeyNames.isKey(path) -> problem(key, path + " takes a value, not a group");
            case Node any when isGroup && empty -> {}
            case Node any when isGroup -> problem(key, path + " is a group, not a value");
            case ScalarNode scalar -> assign(path, key, RawValue.scalar(empty ? "" : scalar.getValue()));
            case SequenceNode sequence -> sequence(path, key, sequence);
            default -> assign(path, key, RawValue.scalar(""));
        }
    }

    private void sequence(String path, ScalarNode key, SequenceNode sequence) {
        List<String> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            if (item instanceof ScalarNode scalar) {
                items.add(scalar.getValue());
            } else {
                problem(item, path + ": an item of the list has to be a text");
            }
        }
        assign(path, key, new RawValue(items, true));
    }

    private void assign(String path, ScalarNode key, RawValue raw) {
        assignments.add(new Assignment(path, raw, where(key)));
    }

    private static boolean isNull(ScalarNode scalar) {
        return scalar.getValue().isEmpty() || "~".equals(scalar.getValue()) || "null".equals(scalar.getValue());
    }

    private void problem(Node node, String sentence) {
        problems.add(new Problem(where(node), sentence));
    }

    private Origin where(Node node) {
        return node.getStartMark().map(this::at).orElse(Origin.of(name));
    }

    private Origin at(Mark mark) {
        return new Origin(name, mark.getLine() + 1);
    }
}
