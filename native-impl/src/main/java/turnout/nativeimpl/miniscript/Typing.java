package turnout.nativeimpl.miniscript;

import static turnout.nativeimpl.miniscript.Properties.conflict;
import static turnout.nativeimpl.miniscript.Properties.of;
import static turnout.nativeimpl.miniscript.Properties.union;

import java.util.List;

/** The properties of each fragment from those of its arguments (BIP379's correctness, malleability and timelock tables). */
final class Typing {

    private static final long TIME_FLAG = 1 << 22; // BIP68
    private static final long FIRST_TIME = 500_000_000; // BIP65

    private Typing() {}

    /** {@link Properties#NONE} where the arguments do not fit. */
    static Properties type(Fragment fragment, List<Properties> arguments, long number) {
        return switch (fragment) {
            case FALSE -> of("Bzudemsxk");
            case TRUE -> of("Bzufmxk");
            case PK_K -> of("Konudemsxk");
            case OLDER -> of((number & TIME_FLAG) != 0 ? "gBzfmxk" : "hBzfmxk");
            case AFTER -> of(number >= FIRST_TIME ? "iBzfmxk" : "jBzfmxk");
            case SHA256, HASH256, RIPEMD160, HASH160 -> of("Bonudmk");
            case MULTI -> of("Bnudemsk");
            case THRESH -> Properties.ofThreshold((int) number, arguments);
            case ANDOR -> andor(arguments.get(0), arguments.get(1), arguments.get(2));
            case AND_V -> andV(arguments.get(0), arguments.get(1));
            case AND_B -> andB(arguments.get(0), arguments.get(1));
            case OR_B -> orB(arguments.get(0), arguments.get(1));
            case OR_C, OR_D -> orCOrD(fragment, arguments.get(0), arguments.get(1));
            case OR_I -> orI(arguments.get(0), arguments.get(1));
            case WRAP_A, WRAP_S, WRAP_C, WRAP_D, WRAP_V, WRAP_J, WRAP_N -> wrapper(fragment, arguments.getFirst());
        };
    }

    private static Properties wrapper(Fragment fragment, Properties x) {
        Properties locks = x.only("ghijk");
        return switch (fragment) {
            case WRAP_A -> union(of("W").when(x.has("B")), locks, x.only("udfems"), of("x"));
            case WRAP_S -> union(of("W").when(x.has("Bo")), locks, x.only("udfemsx"));
            case WRAP_C -> union(of("B").when(x.has("K")), locks, x.only("ondfem"), of("us"));
            case WRAP_D ->
                union(
                        of("B").when(x.has("Vz")),
                        of("o").when(x.has("z")),
                        of("e").when(x.has("f")),
                        locks,
                        x.only("ms"),
                        of("ndx"));
            case WRAP_V -> union(of("V").when(x.has("B")), locks, x.only("zonms"), of("fx"));
            case WRAP_J -> union(of("B").when(x.has("Bn")), of("e").when(x.has("f")), locks, x.only("oums"), of("ndx"));
            case WRAP_N -> union(locks, x.only("Bzondfems"), of("ux"));
            default -> throw new IllegalArgumentException("not a wrapper");
        };
    }

    private static Properties andor(Properties x, Properties y, Properties z) {
        Properties all = x.and(y).and(z);
        Properties any = union(x, y, z);
        Properties last = y.and(z);
        return union(
                last.only("BKV").when(x.has("Bdu")),
                all.only("z"),
                x.or(last).only("o").when(x.or(last).has("z")),
                last.only("u"),
                z.only("f").when(x.has("s") || y.has("f")),
                z.only("d"),
                z.only("e").when(x.has("s") || y.has("f")),
                all.only("m").when(x.has("e") && any.has("s")),
                z.and(x.or(y)).only("s"),
                of("x"),
                any.only("ghij"),
                all.only("k").when(!conflict(x, y)));
    }

    private static Properties andV(Properties x, Properties y) {
        return union(
                y.only("KVB").when(x.has("V")),
                x.only("n"),
                y.only("n").when(x.has("z")),
                oneOf(x, y),
                x.and(y).only("dmz"),
                x.or(y).only("s"),
                of("f").when(y.has("f") || x.has("s")),
                y.only("ux"),
                bothLocks(x, y));
    }

    private static Properties andB(Properties x, Properties y) {
        Properties both = x.and(y);
        return union(
                x.only("B").when(y.has("W")),
                oneOf(x, y),
                x.only("n"),
                y.only("n").when(x.has("z")),
                both.only("e").when(both.has("s")),
                both.only("dzm"),
                of("f").when(both.has("f") || x.has("sf") || y.has("sf")),
                x.or(y).only("s"),
                of("ux"),
                bothLocks(x, y));
    }

    private static Properties orB(Properties x, Properties y) {
        Properties both = x.and(y);
        return union(
                of("B").when(x.has("Bd") && y.has("Wd")),
                oneOf(x, y),
                both.only("m").when(x.or(y).has("s") && both.has("e")),
                both.only("zse"),
                of("dux"),
                eitherLocks(x, y));
    }

    private static Properties orCOrD(Fragment fragment, Properties x, Properties z) {
        Properties own = fragment == Fragment.OR_D
                ? union(z.only("B").when(x.has("Bdu")), z.only("ufde"), of("x"))
                : union(z.only("V").when(x.has("Bdu")), of("fx"));
        return union(
                own,
                x.only("o").when(z.has("z")),
                x.and(z).only("m").when(x.has("e") && x.or(z).has("s")),
                x.and(z).only("zs"),
                eitherLocks(x, z));
    }

    private static Properties orI(Properties x, Properties z) {
        Properties both = x.and(z);
        Properties any = x.or(z);
        return union(
                both.only("VBKufs"),
                of("o").when(both.has("z")),
                any.only("e").when(any.has("f")),
                both.only("m").when(any.has("s")),
                any.only("d"),
                of("x"),
                eitherLocks(x, z));
    }

    /** "o" where one takes an argument and the other none. */
    private static Properties oneOf(Properties x, Properties y) {
        return x.or(y).only("o").when(x.or(y).has("z"));
    }

    private static Properties bothLocks(Properties x, Properties y) {
        return union(x.or(y).only("ghij"), x.and(y).only("k").when(!conflict(x, y)));
    }

    private static Properties eitherLocks(Properties x, Properties y) {
        return union(x.or(y).only("ghij"), x.and(y).only("k"));
    }
}
