package turnout.nativeimpl.keys;

import java.util.Optional;

/**
 * The four bytes that an extended key begins with: BIP32's of mainnet (x) and test networks (t), and SLIP-132's, which
 * say the purpose too (Y, Z, U, V are for multisig).
 */
public enum KeyPrefix {
    X(0x0488ade4, 0x0488b21e, true),
    SMALL_Y(0x049d7878, 0x049d7cb2, true),
    CAPITAL_Y(0x0295b005, 0x0295b43f, true),
    SMALL_Z(0x04b2430c, 0x04b24746, true),
    CAPITAL_Z(0x02aa7a99, 0x02aa7ed3, true),
    T(0x04358394, 0x043587cf, false),
    SMALL_U(0x044a4e28, 0x044a5262, false),
    CAPITAL_U(0x024285b5, 0x024289ef, false),
    SMALL_V(0x045f18bc, 0x045f1cf6, false),
    CAPITAL_V(0x02575048, 0x02575483, false);

    private final int privateVersion;
    private final int publicVersion;
    private final boolean mainnet;

    KeyPrefix(int privateVersion, int publicVersion, boolean mainnet) {
        this.privateVersion = privateVersion;
        this.publicVersion = publicVersion;
        this.mainnet = mainnet;
    }

    /** The prefix that has this version, for a private or a public key. */
    static Optional<KeyPrefix> ofVersion(int version) {
        for (KeyPrefix prefix : values()) {
            if (prefix.privateVersion == version || prefix.publicVersion == version) {
                return Optional.of(prefix);
            }
        }
        return Optional.empty();
    }

    boolean isPrivate(int version) {
        return version == privateVersion;
    }

    int version(boolean isPrivate) {
        return isPrivate ? privateVersion : publicVersion;
    }

    /** Whether its keys belong to mainnet; else to any other network. */
    boolean isMainnet() {
        return mainnet;
    }
}
