package turnout.nativeimpl.psbt;

/** Numbers of record types (BIP174, 370, 371, 373). */
public final class RecordType {

    public static final int PROPRIETARY = 0xfc;

    /** Of the global map. */
    public static final class Global {
        public static final int UNSIGNED_TX = 0x00;
        public static final int XPUB = 0x01;
        public static final int TX_VERSION = 0x02;
        public static final int FALLBACK_LOCK_TIME = 0x03;
        public static final int INPUT_COUNT = 0x04;
        public static final int OUTPUT_COUNT = 0x05;
        public static final int TX_MODIFIABLE = 0x06;
        public static final int VERSION = 0xfb;

        private Global() {}
    }

    /** Of an input's map. */
    public static final class In {
        public static final int NON_WITNESS_UTXO = 0x00;
        public static final int WITNESS_UTXO = 0x01;
        public static final int PARTIAL_SIGNATURE = 0x02;
        public static final int SIGHASH_TYPE = 0x03;
        public static final int REDEEM_SCRIPT = 0x04;
        public static final int WITNESS_SCRIPT = 0x05;
        public static final int BIP32_DERIVATION = 0x06;
        public static final int FINAL_SCRIPT_SIG = 0x07;
        public static final int FINAL_SCRIPT_WITNESS = 0x08;
        public static final int RIPEMD160 = 0x0a;
        public static final int SHA256 = 0x0b;
        public static final int HASH160 = 0x0c;
        public static final int HASH256 = 0x0d;
        public static final int PREVIOUS_TXID = 0x0e;
        public static final int OUTPUT_INDEX = 0x0f;
        public static final int SEQUENCE = 0x10;
        public static final int REQUIRED_TIME = 0x11;
        public static final int REQUIRED_HEIGHT = 0x12;
        public static final int TAP_KEY_SIGNATURE = 0x13;
        public static final int TAP_SCRIPT_SIGNATURE = 0x14;
        public static final int TAP_LEAF_SCRIPT = 0x15;
        public static final int TAP_BIP32_DERIVATION = 0x16;
        public static final int TAP_INTERNAL_KEY = 0x17;
        public static final int TAP_MERKLE_ROOT = 0x18;
        public static final int MUSIG2_PARTICIPANTS = 0x1a;
        public static final int MUSIG2_NONCE = 0x1b;
        public static final int MUSIG2_PARTIAL_SIGNATURE = 0x1c;

        private In() {}
    }

    /** Of an output's map. */
    public static final class Out {
        public static final int REDEEM_SCRIPT = 0x00;
        public static final int WITNESS_SCRIPT = 0x01;
        public static final int BIP32_DERIVATION = 0x02;
        public static final int AMOUNT = 0x03;
        public static final int SCRIPT = 0x04;
        public static final int TAP_INTERNAL_KEY = 0x05;
        public static final int TAP_TREE = 0x06;
        public static final int TAP_BIP32_DERIVATION = 0x07;
        public static final int MUSIG2_PARTICIPANTS = 0x08;

        private Out() {}
    }

    private RecordType() {}
}
