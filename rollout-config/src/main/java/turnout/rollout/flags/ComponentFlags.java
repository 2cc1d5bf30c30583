package turnout.rollout.flags;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What operators set for one component.
 *
 * @param percent the share of its calls that NATIVE serves
 * @param shadow the share of each engine's calls that the other engine is also given
 * @param except operations ({@code package.Service/Method}) held on PYTHON whatever the share
 * @param rev rises by one with each change; 0 for a component that nobody has touched
 * @param reason why the last change was made; empty at rev 0
 */
public record ComponentFlags(
        String component, Share percent, Share shadow, Set<String> except, long rev, String reason) {

    public ComponentFlags {
        except = Collections.unmodifiableSortedSet(new TreeSet<>(except));
    }

    /** The state of a component that nobody has touched: everything to PYTHON. */
    public static ComponentFlags untouched(String component) {
        return new ComponentFlags(component, Share.NONE, Share.NONE, Set.of(), 0, "");
    }
}
