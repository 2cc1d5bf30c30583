package turnout.nativeimpl.miniscript;

/** BIP379's fragments that stand in P2WSH scripts; pk_h() is left out, because a script holds only its key's hash. */
enum Fragment {
    FALSE("0"),
    TRUE("1"),
    PK_K("pk_k"),
    OLDER("older"),
    AFTER("after"),
    SHA256("sha256"),
    HASH256("hash256"),
    RIPEMD160("ripemd160"),
    HASH160("hash160"),
    MULTI("multi"),
    ANDOR("andor"),
    AND_V("and_v"),
    AND_B("and_b"),
    OR_B("or_b"),
    OR_C("or_c"),
    OR_D("or_d"),
    OR_I("or_i"),
    THRESH("thresh"),
    WRAP_A("a"),
    WRAP_S("s"),
    WRAP_C("c"),
    WRAP_D("d"),
    WRAP_V("v"),
    WRAP_J("j"),
    WRAP_N("n");

    private final String text;

    Fragment(String text) {
        this.text = text;
    }

    /** As expressions write it: a name, or a wrapper's letter. */
    String text() {
        return text;
    }

    boolean isWrapper() {
        return compareTo(WRAP_A) >= 0;
    }
}
