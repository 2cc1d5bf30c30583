package turnout.nativeimpl.script;

import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.sighash.HashType;
import turnout.nativeimpl.sighash.SharedHashes;
import turnout.nativeimpl.sighash.TaprootSighash;
import turnout.nativeimpl.sighash.WitnessSighash;
import turnout.script.v1.TaprootHashes;
import turnout.script.v1.WitnessV0Hashes;

/** The hashes within a preimage, as messages. */
final class SighashMessages {

    private SighashMessages() {}

    static WitnessV0Hashes witness(SharedHashes hashes, int input, int hashType) {
        return WitnessV0Hashes.newBuilder()
                .setHashPrevouts(Slices.own(WitnessSighash.prevouts(hashes, hashType)))
                .setHashSequence(Slices.own(WitnessSighash.sequence(hashes, hashType)))
                .setHashOutputs(Slices.own(WitnessSighash.outputs(hashes, input, hashType)))
                .build();
    }

    static TaprootHashes taproot(SharedHashes hashes, int input, int hashType, @Nullable Slice annex) {
        TaprootHashes.Builder message = TaprootHashes.newBuilder();
        if ((hashType & HashType.ANYONE_CAN_PAY) == 0) {
            message.setShaPrevouts(Slices.own(hashes.shaPrevouts()))
                    .setShaAmounts(Slices.own(hashes.shaAmounts()))
                    .setShaScriptPubKeys(Slices.own(hashes.shaScriptPubKeys()))
                    .setShaSequences(Slices.own(hashes.shaSequences()));
        }
        int outputs = hashType & 3;
        if (outputs == HashType.DEFAULT || outputs == HashType.ALL) {
            message.setShaOutputs(Slices.own(hashes.shaOutputs()));
        }
        if (annex != null) {
            message.setShaAnnex(Slices.own(TaprootSighash.annexHash(annex)));
        }
        if (outputs == HashType.SINGLE) {
            message.setShaSingleOutput(Slices.own(
                    TaprootSighash.outputHash(hashes.transaction().outputs().get(input))));
        }
        return message.build();
    }
}
