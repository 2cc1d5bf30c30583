package turnout.nativeimpl.roles;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import turnout.errors.v1.Reason;
import turnout.keys.v1.PsbtUnsignedInput;
import turnout.keys.v1.PsbtUnsignedReason;
import turnout.keys.v1.SignPsbtRequest;
import turnout.keys.v1.SignPsbtResponse;
import turnout.nativeimpl.keys.ExtendedKey;
import turnout.nativeimpl.keys.WifKey;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.psbt.KeyRing;
import turnout.nativeimpl.psbt.LockTimeConflict;
import turnout.nativeimpl.psbt.Modifiable;
import turnout.nativeimpl.psbt.NotSigned;
import turnout.nativeimpl.psbt.Psbt;
import turnout.nativeimpl.psbt.PsbtSignature;
import turnout.nativeimpl.psbt.PsbtSigner;
import turnout.nativeimpl.psbt.PsbtTooLarge;
import turnout.nativeimpl.psbt.PsbtWriter;
import turnout.nativeimpl.psbt.RecordMap;
import turnout.nativeimpl.psbt.UnsignedReason;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.sighash.HashType;

/** Signs what the keys can sign and says what they could not; the same request always gets the same bytes. */
public final class SignPsbt {

    private static final int MAX_KEYS = 1000;
    private static final int MAX_EXTENDED = 100;
    private static final int MAX_TYPES = 16;

    private SignPsbt() {}

    public static SignPsbtResponse answer(SignPsbtRequest request) throws Refusal {
        Psbt psbt = PsbtFields.workable("psbt", request.getPsbt());
        KeyRing keys = new KeyRing();
        for (WifKey key : privateKeys(request)) {
            keys.add(key.key(), key.isCompressed());
        }
        List<ExtendedKey> extended = extendedKeys(request);
        Set<Integer> allowed = allowed(request);
        try {
            keys.derive(psbt, extended);
            return sign(psbt, PsbtSigner.of(psbt, keys, allowed));
        } catch (PsbtTooLarge e) {
            throw PsbtFields.tooLarge("psbt", e);
        } catch (LockTimeConflict e) {
            throw PsbtFields.lockTimeConflict("psbt");
        }
    }

    private static SignPsbtResponse sign(Psbt psbt, PsbtSigner signer) {
        SignPsbtResponse.Builder response = SignPsbtResponse.newBuilder();
        List<RecordMap> inputs = new ArrayList<>();
        Modifiable modifiable = Modifiable.of(psbt);
        for (int i = 0; i < psbt.inputs().size(); i++) {
            try {
                List<PsbtSignature> signatures = signer.sign(i);
                inputs.add(signer.withSignatures(i, signatures));
                for (PsbtSignature signature : signatures) {
                    response.addSignatures(message(i, signature));
                }
                modifiable.signed(signatures.getFirst().hashType());
            } catch (NotSigned e) {
                inputs.add(psbt.inputs().get(i));
                response.addUnsignedInputs(
                        PsbtUnsignedInput.newBuilder().setInput(i).setReason(reason(e.reason())));
            }
        }
        return response.setPsbt(Slices.bytes(PsbtWriter.write(modifiable.global(), inputs, psbt.outputs())))
                .build();
    }

    private static turnout.keys.v1.PsbtSignature message(int input, PsbtSignature signature) {
        return turnout.keys.v1.PsbtSignature.newBuilder()
                .setInput(input)
                .setPublicKey(Slices.bytes(signature.publicKey()))
                .setLeafHash(Slices.bytes(signature.leafHash()))
                .setSighashType(signature.hashType())
                .build();
    }

    private static List<WifKey> privateKeys(SignPsbtRequest request) throws Refusal {
        PsbtFields.atMost("private_keys", request.getPrivateKeysCount(), MAX_KEYS);
        List<WifKey> keys = new ArrayList<>();
        for (int i = 0; i < request.getPrivateKeysCount(); i++) {
            String field = "private_keys[" + i + "]";
            String text = request.getPrivateKeys(i);
            if (text.isEmpty()) {
                throw Refusal.required(field);
            }
            keys.add(WifKey.parse(text)
                    .orElseThrow(
                            () -> Refusal.at(field, Reason.PRIVATE_KEY_INVALID, field + ": not a private key in WIF")));
        }
        return keys;
    }

    private static List<ExtendedKey> extendedKeys(SignPsbtRequest request) throws Refusal {
        PsbtFields.atMost("extended_private_keys", request.getExtendedPrivateKeysCount(), MAX_EXTENDED);
        List<ExtendedKey> keys = new ArrayList<>();
        for (int i = 0; i < request.getExtendedPrivateKeysCount(); i++) {
            String field = "extended_private_keys[" + i + "]";
            String text = request.getExtendedPrivateKeys(i);
            if (text.isEmpty()) {
                throw Refusal.required(field);
            }
            keys.add(ExtendedKey.parse(text)
                    .filter(ExtendedKey::isPrivate)
                    .orElseThrow(() -> Refusal.at(
                            field, Reason.EXTENDED_KEY_INVALID, field + ": not a private extended key (BIP32)")));
        }
        return keys;
    }

    private static Set<Integer> allowed(SignPsbtRequest request) throws Refusal {
        PsbtFields.atMost("allowed_sighash_types", request.getAllowedSighashTypesCount(), MAX_TYPES);
        Set<Integer> allowed = new HashSet<>();
        for (int i = 0; i < request.getAllowedSighashTypesCount(); i++) {
            int type = request.getAllowedSighashTypes(i);
            if (!HashType.isTaproot(type)) {
                String field = "allowed_sighash_types[" + i + "]";
                throw Refusal.at(
                        field,
                        Reason.SIGHASH_TYPE_INVALID,
                        field + ": " + Integer.toUnsignedString(type) + " does not exist");
            }
            allowed.add(type);
        }
        return allowed;
    }

    private static PsbtUnsignedReason reason(UnsignedReason reason) {
        return switch (reason) {
            case FINAL -> PsbtUnsignedReason.PSBT_UNSIGNED_REASON_FINAL;
            case UTXO_MISSING -> PsbtUnsignedReason.PSBT_UNSIGNED_REASON_UTXO_MISSING;
            case UTXO_MISMATCH -> PsbtUnsignedReason.PSBT_UNSIGNED_REASON_UTXO_MISMATCH;
            case NON_WITNESS_UTXO_MISSING -> PsbtUnsignedReason.PSBT_UNSIGNED_REASON_NON_WITNESS_UTXO_MISSING;
            case SCRIPT_MISSING -> PsbtUnsignedReason.PSBT_UNSIGNED_REASON_SCRIPT_MISSING;
            case SCRIPT_MISMATCH -> PsbtUnsignedReason.PSBT_UNSIGNED_REASON_SCRIPT_MISMATCH;
            case SCRIPT_UNSUPPORTED -> PsbtUnsignedReason.PSBT_UNSIGNED_REASON_SCRIPT_UNSUPPORTED;
            case SIGHASH_NOT_ALLOWED -> PsbtUnsignedReason.PSBT_UNSIGNED_REASON_SIGHASH_NOT_ALLOWED;
            case NO_KEY -> PsbtUnsignedReason.PSBT_UNSIGNED_REASON_NO_KEY;
            case SIGNED_ALREADY -> PsbtUnsignedReason.PSBT_UNSIGNED_REASON_SIGNED_ALREADY;
        };
    }
}
