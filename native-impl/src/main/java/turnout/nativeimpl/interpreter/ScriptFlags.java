package turnout.nativeimpl.interpreter;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** The rules that hold for one verification. Immutable. */
public final class ScriptFlags {

    /** What blocks of today must keep: Core's consensus flags. */
    public static final ScriptFlags CONSENSUS = of(Set.of(
            ScriptFlag.P2SH,
            ScriptFlag.DERSIG,
            ScriptFlag.NULLDUMMY,
            ScriptFlag.CHECKLOCKTIMEVERIFY,
            ScriptFlag.CHECKSEQUENCEVERIFY,
            ScriptFlag.WITNESS,
            ScriptFlag.TAPROOT));

    /** What nodes relay: Core's STANDARD_SCRIPT_VERIFY_FLAGS. */
    public static final ScriptFlags STANDARD = standard();

    private final Set<ScriptFlag> flags;

    private ScriptFlags(Set<ScriptFlag> flags) {
        this.flags = flags;
    }

    /** These flags and those that they need: CLEANSTACK needs WITNESS, WITNESS needs P2SH. */
    public static ScriptFlags of(Collection<ScriptFlag> flags) {
        EnumSet<ScriptFlag> whole = EnumSet.noneOf(ScriptFlag.class);
        whole.addAll(flags);
        if (whole.contains(ScriptFlag.CLEANSTACK)) {
            whole.add(ScriptFlag.WITNESS);
        }
        if (whole.contains(ScriptFlag.WITNESS)) {
            whole.add(ScriptFlag.P2SH);
        }
        return new ScriptFlags(whole);
    }

    public boolean has(ScriptFlag flag) {
        return flags.contains(flag);
    }

    private static ScriptFlags standard() {
        EnumSet<ScriptFlag> all = EnumSet.allOf(ScriptFlag.class);
        // Core relays pushes of scriptSigs by a rule of its own, not by this flag.
        all.remove(ScriptFlag.SIGPUSHONLY);
        return of(all);
    }
}
