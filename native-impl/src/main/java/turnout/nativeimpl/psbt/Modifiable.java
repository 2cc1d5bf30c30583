package turnout.nativeimpl.psbt;

import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.psbt.RecordType.Global;
import turnout.nativeimpl.sighash.HashType;

/** What signatures leave modifiable of a PSBT of version 2 (BIP370, PSBT_GLOBAL_TX_MODIFIABLE). One owner. */
public final class Modifiable {

    private static final int INPUTS = 1;
    private static final int OUTPUTS = 2;
    private static final int HAS_SINGLE = 4;

    private final RecordMap global;
    private final int version;

    private Modifiable(RecordMap global, int version) {
        this.global = global;
        this.version = version;
    }

    public static Modifiable of(Psbt psbt) {
        return new Modifiable(psbt.global().copy(), psbt.version());
    }

    /** One signature was added. */
    public void signed(int hashType) {
        if (version == 0) {
            return;
        }
        Slice written = global.get(Global.TX_MODIFIABLE);
        int flags = written == null ? 0 : written.at(0);
        int outputs = hashType & ~HashType.ANYONE_CAN_PAY;
        flags &= (hashType & HashType.ANYONE_CAN_PAY) != 0 ? ~0 : ~INPUTS;
        flags &= outputs == HashType.NONE ? ~0 : ~OUTPUTS;
        flags |= outputs == HashType.SINGLE ? HAS_SINGLE : 0;
        if (flags != 0 || written != null) {
            global.put(Global.TX_MODIFIABLE, Slice.of(new byte[] {(byte) flags}));
        }
    }

    /** The global records as they are now. */
    public RecordMap global() {
        return global;
    }
}
