package turnout.rollout.flags;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that operators set, at one moment. Immutable.
 *
 * @param nativeAllowed the master flag; false sends every call to PYTHON whatever the shares
 * @param nativeRev rises by one with each change of the master flag
 * @param components by name
 */
public record Flags(boolean nativeAllowed, long nativeRev, SortedMap<String, ComponentFlags> components) {

    /** What is in force where no state could be read: everything to PYTHON. */
    public static final Flags PYTHON_ONLY = new Flags(false, new TreeMap<>());

    public Flags {
        components = Collections.unmodifiableSortedMap(new TreeMap<>(components));
    }

    public Flags(boolean nativeAllowed, SortedMap<String, ComponentFlags> components) {
        this(nativeAllowed, 0, components);
    }

    /** A component that is absent stands at 0 %. */
    public ComponentFlags of(String component) {
        ComponentFlags flags = components.get(component);
        return flags == null ? ComponentFlags.untouched(component) : flags;
    }

    Flags with(ComponentFlags changed) {
        var all = new TreeMap<>(components);
        all.put(changed.component(), changed);
        return new Flags(nativeAllowed, nativeRev, all);
    }
}
