package turnout.nativeimpl.descriptor;

import java.util.Set;

/** The one rule by which miniscript (BIP379) is refused; descriptor.proto states it. */
final class MiniscriptName {

    private static final String WRAPPERS = "asctdvjnlu";
    private static final Set<String> FRAGMENTS = Set.of(
            "0",
            "1",
            "pk_k",
            "pk_h",
            "older",
            "after",
            "sha256",
            "hash256",
            "ripemd160",
            "hash160",
            "andor",
            "and_v",
            "and_b",
            "and_n",
            "or_b",
            "or_c",
            "or_d",
            "or_i",
            "thresh");
    // Functions of descriptors too, unless wrapped.
    private static final Set<String> SHARED = Set.of("pk", "pkh", "multi", "multi_a");

    private MiniscriptName() {}

    static boolean is(String name) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return FRAGMENTS.contains(name);
        }
        String fragment = name.substring(colon + 1);
        return colon > 0
                && name.substring(0, colon).chars().allMatch(wrapper -> WRAPPERS.indexOf(wrapper) >= 0)
                && (FRAGMENTS.contains(fragment) || SHARED.contains(fragment));
    }
}
