package turnout.nativeimpl.roles;

import java.util.List;
import java.util.Map;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.ScriptMessages;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.psbt.CanonicalOrder;
import turnout.nativeimpl.psbt.Checked;
import turnout.nativeimpl.psbt.MapKind;
import turnout.nativeimpl.psbt.RecordMap;
import turnout.nativeimpl.psbt.RecordType.Out;
import turnout.nativeimpl.psbt.RecordValue;
import turnout.nativeimpl.taproot.TapLeaf;
import turnout.script.v1.PsbtOutput;
import turnout.script.v1.PsbtTaprootLeaf;

/** A PSBT's output as a message, every record in canonical order. */
final class PsbtOutputMessages {

    private PsbtOutputMessages() {}

    static PsbtOutput output(RecordMap map, ScriptPrinter printer) {
        List<Map.Entry<Slice, Slice>> records = CanonicalOrder.of(MapKind.OUTPUT, map);
        PsbtOutput.Builder message = PsbtOutput.newBuilder();
        records.forEach(record -> fill(message, record.getKey(), record.getValue(), printer));
        PsbtMessages.fillOthers(MapKind.OUTPUT, records, message::addProprietary, message::addUnknown);
        return message.build();
    }

    private static void fill(PsbtOutput.Builder message, Slice key, Slice value, ScriptPrinter printer) {
        switch (key.at(0)) {
            case Out.REDEEM_SCRIPT -> message.setRedeemScript(PsbtMessages.script(value, printer));
            case Out.WITNESS_SCRIPT -> message.setWitnessScript(PsbtMessages.script(value, printer));
            case Out.BIP32_DERIVATION -> message.addBip32Derivations(PsbtMessages.origin(key, value));
            case Out.AMOUNT -> message.setAmount(Checked.value(() -> RecordValue.amount(value)));
            case Out.SCRIPT -> message.setScriptPubKey(ScriptMessages.scriptPubKey(value, printer));
            case Out.TAP_INTERNAL_KEY -> message.setTaprootInternalKey(Slices.bytes(value));
            case Out.TAP_TREE -> {
                for (TapLeaf leaf : Checked.value(() -> RecordValue.tree(value))) {
                    message.addTaprootTree(PsbtTaprootLeaf.newBuilder()
                            .setDepth(leaf.depth())
                            .setLeafVersion(leaf.version())
                            .setScript(Slices.bytes(leaf.script())));
                }
            }
            case Out.TAP_BIP32_DERIVATION -> message.addTaprootBip32Derivations(PsbtMessages.tapOrigin(key, value));
            case Out.MUSIG2_PARTICIPANTS ->
                message.addMusig2ParticipantPublicKeys(PsbtMessages.participants(key, value));
            default -> {
                // Proprietary and unknown records have their own place.
            }
        }
    }
}
