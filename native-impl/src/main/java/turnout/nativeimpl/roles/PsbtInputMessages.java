package turnout.nativeimpl.roles;

import java.util.List;
import java.util.Map;
import turnout.bitcoin.v1.Script;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.ScriptMessages;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.message.TransactionMessages;
import turnout.nativeimpl.psbt.CanonicalOrder;
import turnout.nativeimpl.psbt.Checked;
import turnout.nativeimpl.psbt.MapKind;
import turnout.nativeimpl.psbt.RecordMap;
import turnout.nativeimpl.psbt.RecordType.In;
import turnout.nativeimpl.psbt.RecordValue;
import turnout.script.v1.PsbtInput;
import turnout.script.v1.PsbtMusig2Nonce;
import turnout.script.v1.PsbtMusig2PartialSignature;
import turnout.script.v1.PsbtPartialSignature;
import turnout.script.v1.PsbtPreimage;
import turnout.script.v1.PsbtTaprootScript;
import turnout.script.v1.PsbtTaprootScriptSignature;
import turnout.script.v1.PsbtWitnessUtxo;

/** A PSBT's input as a message, every record in canonical order. */
final class PsbtInputMessages {

    private final PsbtInput.Builder message = PsbtInput.newBuilder();
    private final ScriptPrinter printer;

    private PsbtInputMessages(ScriptPrinter printer) {
        this.printer = printer;
    }

    static PsbtInput input(RecordMap map, ScriptPrinter printer) {
        List<Map.Entry<Slice, Slice>> records = CanonicalOrder.of(MapKind.INPUT, map);
        PsbtInputMessages filling = new PsbtInputMessages(printer);
        records.forEach(record -> filling.fill(record.getKey(), record.getValue()));
        PsbtMessages.fillOthers(MapKind.INPUT, records, filling.message::addProprietary, filling.message::addUnknown);
        return filling.message.build();
    }

    private void fill(Slice key, Slice value) {
        switch (key.at(0)) {
            case In.NON_WITNESS_UTXO ->
                message.setNonWitnessUtxo(TransactionMessages.transaction(
                        Checked.value(() -> RecordValue.transaction(value)),
                        printer,
                        TransactionMessages.Prevouts.UNKNOWN));
            case In.WITNESS_UTXO -> {
                RawOutput output = Checked.value(() -> RecordValue.output(value));
                message.setWitnessUtxo(PsbtWitnessUtxo.newBuilder()
                        .setAmount(output.value())
                        .setScriptPubKey(ScriptMessages.scriptPubKey(output.scriptPubKey(), printer)));
            }
            case In.PARTIAL_SIGNATURE ->
                message.addPartialSignatures(PsbtPartialSignature.newBuilder()
                        .setPublicKey(Slices.bytes(PsbtMessages.data(key)))
                        .setSignature(Slices.bytes(value)));
            case In.SIGHASH_TYPE -> message.setSighashType(number(value));
            case In.REDEEM_SCRIPT -> message.setRedeemScript(PsbtMessages.script(value, printer));
            case In.WITNESS_SCRIPT -> message.setWitnessScript(PsbtMessages.script(value, printer));
            case In.BIP32_DERIVATION -> message.addBip32Derivations(PsbtMessages.origin(key, value));
            case In.FINAL_SCRIPT_SIG ->
                message.setFinalScriptSig(Script.newBuilder()
                        .setAsmBytes(Slices.own(printer.scriptSigAsmAscii(value)))
                        .setRaw(Slices.bytes(value)));
            case In.FINAL_SCRIPT_WITNESS ->
                Checked.value(() -> RecordValue.stack(value))
                        .forEach(item -> message.addFinalScriptWitness(Slices.bytes(item)));
            case In.RIPEMD160 -> message.addRipemd160Preimages(preimage(key, value));
            case In.SHA256 -> message.addSha256Preimages(preimage(key, value));
            case In.HASH160 -> message.addHash160Preimages(preimage(key, value));
            case In.HASH256 -> message.addHash256Preimages(preimage(key, value));
            case In.PREVIOUS_TXID -> message.setPreviousTxid(Hashes.toReversedHex(value));
            case In.OUTPUT_INDEX -> message.setPreviousVout(number(value));
            case In.SEQUENCE -> message.setSequence(number(value));
            case In.REQUIRED_TIME -> message.setRequiredTimeLockTime(number(value));
            case In.REQUIRED_HEIGHT -> message.setRequiredHeightLockTime(number(value));
            default -> fillTaproot(key, value);
        }
    }

    private void fillTaproot(Slice key, Slice value) {
        switch (key.at(0)) {
            case In.TAP_KEY_SIGNATURE -> message.setTaprootKeyPathSignature(Slices.bytes(value));
            case In.TAP_SCRIPT_SIGNATURE ->
                message.addTaprootScriptPathSignatures(PsbtTaprootScriptSignature.newBuilder()
                        .setPublicKey(Slices.bytes(key.slice(1, 32)))
                        .setLeafHash(Slices.bytes(key.slice(33, 32)))
                        .setSignature(Slices.bytes(value)));
            case In.TAP_LEAF_SCRIPT -> fillLeaf(PsbtMessages.data(key), value);
            case In.TAP_BIP32_DERIVATION -> message.addTaprootBip32Derivations(PsbtMessages.tapOrigin(key, value));
            case In.TAP_INTERNAL_KEY -> message.setTaprootInternalKey(Slices.bytes(value));
            case In.TAP_MERKLE_ROOT -> message.setTaprootMerkleRoot(Slices.bytes(value));
            case In.MUSIG2_PARTICIPANTS ->
                message.addMusig2ParticipantPublicKeys(PsbtMessages.participants(key, value));
            case In.MUSIG2_NONCE ->
                message.addMusig2PublicNonces(PsbtMusig2Nonce.newBuilder()
                        .setParticipantPublicKey(Slices.bytes(key.slice(1, 33)))
                        .setAggregatePublicKey(Slices.bytes(key.slice(34, 33)))
                        .setLeafHash(Slices.bytes(key.slice(67, key.length() - 67)))
                        .setPublicNonce(Slices.bytes(value)));
            case In.MUSIG2_PARTIAL_SIGNATURE ->
                message.addMusig2PartialSignatures(PsbtMusig2PartialSignature.newBuilder()
                        .setParticipantPublicKey(Slices.bytes(key.slice(1, 33)))
                        .setAggregatePublicKey(Slices.bytes(key.slice(34, 33)))
                        .setLeafHash(Slices.bytes(key.slice(67, key.length() - 67)))
                        .setPartialSignature(Slices.bytes(value)));
            default -> {
                // Proprietary and unknown records have their own place.
            }
        }
    }

    /** Control blocks of one script follow each other in canonical order, and share its message. */
    private void fillLeaf(Slice controlBlock, Slice value) {
        int length = value.length() - 1;
        PsbtTaprootScript.Builder script = PsbtTaprootScript.newBuilder()
                .setScript(Slices.bytes(value.slice(0, length)))
                .setLeafVersion(value.at(length));
        int last = message.getTaprootScriptsCount() - 1;
        if (last < 0
                || !message.getTaprootScripts(last).getScript().equals(script.getScript())
                || message.getTaprootScripts(last).getLeafVersion() != script.getLeafVersion()) {
            message.addTaprootScripts(script);
            last++;
        }
        message.getTaprootScriptsBuilder(last).addControlBlocks(Slices.bytes(controlBlock));
    }

    private static PsbtPreimage preimage(Slice key, Slice value) {
        return PsbtPreimage.newBuilder()
                .setHash(Slices.bytes(PsbtMessages.data(key)))
                .setPreimage(Slices.bytes(value))
                .build();
    }

    private static int number(Slice value) {
        return Checked.value(() -> RecordValue.number(value));
    }
}
