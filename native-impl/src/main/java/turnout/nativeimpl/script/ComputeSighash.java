package turnout.nativeimpl.script;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.sighash.LeafContext;
import turnout.nativeimpl.sighash.LegacySighash;
import turnout.nativeimpl.sighash.SharedHashes;
import turnout.nativeimpl.sighash.TaprootSighash;
import turnout.nativeimpl.sighash.WitnessSighash;
import turnout.script.v1.ComputeSighashRequest;
import turnout.script.v1.ComputeSighashResponse;
import turnout.script.v1.LegacyInput;
import turnout.script.v1.TaprootInput;
import turnout.script.v1.WitnessV0Input;

/** What a signature of one input signs. */
final class ComputeSighash {

    private static final int ANNEX_TAG = 0x50;

    private ComputeSighash() {}

    static ComputeSighashResponse answer(ComputeSighashRequest request) throws Refusal {
        RawTransaction transaction = RequestedTransaction.readWithinWeight(request.getRawTransaction());
        int input = RequestedTransaction.inputIndex(request.getInputIndex(), transaction);
        return switch (request.getInputKindCase()) {
            case LEGACY -> legacy(request, request.getLegacy(), transaction, input);
            case WITNESS_V0 -> witness(request, request.getWitnessV0(), transaction, input);
            case TAPROOT -> taproot(request, request.getTaproot(), transaction, input);
            case INPUTKIND_NOT_SET -> throw Refusal.required("input_kind");
        };
    }

    private static ComputeSighashResponse legacy(
            ComputeSighashRequest request, LegacyInput kind, RawTransaction transaction, int input) {
        Slice scriptCode = Slices.copy(kind.getScriptCode());
        byte[] hash = LegacySighash.hash(transaction, input, scriptCode, request.getHashType());
        Slice preimage = request.getWithPreimage()
                ? LegacySighash.preimage(transaction, input, scriptCode, request.getHashType())
                : null;
        return response(hash, preimage).build();
    }

    private static ComputeSighashResponse witness(
            ComputeSighashRequest request, WitnessV0Input kind, RawTransaction transaction, int input) {
        SharedHashes hashes = new SharedHashes(transaction, List.of());
        Slice scriptCode = Slices.copy(kind.getScriptCode());
        int hashType = request.getHashType();
        byte[] hash = WitnessSighash.hash(hashes, input, scriptCode, kind.getAmount(), hashType);
        if (!request.getWithPreimage()) {
            return response(hash, null).build();
        }
        return response(hash, WitnessSighash.preimage(hashes, input, scriptCode, kind.getAmount(), hashType))
                .setWitnessV0(SighashMessages.witness(hashes, input, hashType))
                .build();
    }

    private static ComputeSighashResponse taproot(
            ComputeSighashRequest request, TaprootInput kind, RawTransaction transaction, int input) throws Refusal {
        int hashType = request.getHashType();
        if (!TaprootSighash.canSign(transaction, input, hashType)) {
            throw Refusal.at(
                    "hash_type", Reason.HASH_TYPE_INVALID, "hash_type: taproot signs nothing with " + hashType);
        }
        List<RawOutput> prevouts = RequestedTransaction.prevouts(
                "taproot.prevouts", kind.getPrevoutsList(), transaction.inputs().size());
        Slice annex = annex(kind.getAnnex());
        LeafContext leaf = leaf(kind);
        SharedHashes hashes = new SharedHashes(transaction, prevouts);
        byte[] hash = Objects.requireNonNull(TaprootSighash.hash(hashes, input, hashType, annex, leaf));
        if (!request.getWithPreimage()) {
            return response(hash, null).build();
        }
        return response(hash, TaprootSighash.preimage(hashes, input, hashType, annex, leaf))
                .setTaproot(SighashMessages.taproot(hashes, input, hashType, annex))
                .build();
    }

    private static @Nullable Slice annex(ByteString annex) throws Refusal {
        if (annex.isEmpty()) {
            return null;
        }
        if (annex.byteAt(0) != ANNEX_TAG) {
            throw Refusal.at("taproot.annex", Reason.ANNEX_INVALID, "taproot.annex: does not begin with 0x50");
        }
        return Slices.copy(annex);
    }

    private static @Nullable LeafContext leaf(TaprootInput kind) throws Refusal {
        ByteString leafHash = kind.getLeafHash();
        if (leafHash.isEmpty()) {
            return null;
        }
        if (leafHash.size() != 32) {
            throw Refusal.at(
                    "taproot.leaf_hash",
                    Reason.TAPROOT_LEAF_INVALID,
                    "taproot.leaf_hash: " + leafHash.size() + " bytes (expected: 32)");
        }
        return new LeafContext(leafHash.toByteArray(), kind.hasCodeSeparator() ? kind.getCodeSeparator() : -1);
    }

    private static ComputeSighashResponse.Builder response(byte[] hash, @Nullable Slice preimage) {
        ComputeSighashResponse.Builder response =
                ComputeSighashResponse.newBuilder().setSighash(Slices.own(hash));
        return preimage == null ? response : response.setPreimage(Slices.bytes(preimage));
    }
}
