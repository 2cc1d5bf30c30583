package turnout.nativeimpl.psbt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import turnout.nativeimpl.keys.ExtendedKey;

/** Descendants of extended keys; steps that paths share are made once. One owner, one thread. */
final class Descendants {

    /** A key by what it descends from: its parent, by identity, and the child number. */
    private record Step(int parent, int number) {}

    private final Map<ExtendedKey, Integer> roots = new HashMap<>();
    private final Map<Step, Integer> steps = new HashMap<>();
    private final Map<Integer, Optional<ExtendedKey>> keys = new HashMap<>();

    /** Empty where it does not exist, or would lie below depth 255. */
    Optional<ExtendedKey> of(ExtendedKey root, List<Integer> path) {
        if (root.depth() + path.size() > ExtendedKey.MAX_DEPTH) {
            return Optional.empty();
        }
        int place = roots.computeIfAbsent(root, key -> place(Optional.of(key)));
        for (int number : path) {
            Optional<ExtendedKey> parent = at(place);
            place = steps.computeIfAbsent(
                    new Step(place, number), step -> place(parent.flatMap(key -> key.child(step.number()))));
        }
        return at(place);
    }

    private int place(Optional<ExtendedKey> key) {
        keys.put(keys.size(), key);
        return keys.size() - 1;
    }

    private Optional<ExtendedKey> at(int place) {
        return keys.getOrDefault(place, Optional.empty());
    }
}
