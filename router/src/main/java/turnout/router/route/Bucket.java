package turnout.router.route;

import turnout.router.call.Body;

/**
 * The bucket that a key falls into, the same in every process and language; docs/bucketing.md is the definition. A key is
 * on NATIVE when its bucket is below the component's share in basis points: so a growing share only ever adds keys.
 */
public final class Bucket {

    /** The smallest step is 0.01 %, finer than any plan we run. */
    public static final int COUNT = 10_000;

    private Bucket() {}

    /** @return 0 to 9,999 */
    public static int of(Salt salt, String component, byte[] key) {
        return of(salt.of(component).hash(Body.of(key), 0, key.length));
    }

    /** Unsigned. 2^32 is not a multiple of 10,000: the first 7,296 buckets are 2.3e-6 larger than the others. */
    static int of(int hash) {
        return (int) ((hash & 0xFFFF_FFFFL) % COUNT);
    }
}
