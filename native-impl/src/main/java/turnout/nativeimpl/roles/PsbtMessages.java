package turnout.nativeimpl.roles;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.ScriptMessages;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.psbt.Checked;
import turnout.nativeimpl.psbt.KeyOrigin;
import turnout.nativeimpl.psbt.MapKind;
import turnout.nativeimpl.psbt.ProprietaryKey;
import turnout.nativeimpl.psbt.RecordRules;
import turnout.nativeimpl.psbt.RecordType;
import turnout.nativeimpl.psbt.RecordValue;
import turnout.nativeimpl.psbt.TapOrigin;
import turnout.script.v1.PsbtKeyOrigin;
import turnout.script.v1.PsbtMusig2Participants;
import turnout.script.v1.PsbtProprietary;
import turnout.script.v1.PsbtScript;
import turnout.script.v1.PsbtTaprootDerivation;
import turnout.script.v1.PsbtUnknown;

/** Parts of a PSBT as messages, the same for inputs and outputs. */
final class PsbtMessages {

    private PsbtMessages() {}

    /** Proprietary records, and those that no type names. */
    static void fillOthers(
            MapKind kind,
            List<Map.Entry<Slice, Slice>> records,
            Consumer<PsbtProprietary> proprietary,
            Consumer<PsbtUnknown> unknown) {
        for (Map.Entry<Slice, Slice> record : records) {
            Slice key = record.getKey();
            int type = Checked.value(() -> RecordRules.type(key));
            if (type == RecordType.PROPRIETARY) {
                ProprietaryKey read = Checked.value(() -> ProprietaryKey.read(key));
                proprietary.accept(PsbtProprietary.newBuilder()
                        .setIdentifier(Slices.bytes(read.identifier()))
                        .setSubtype(read.subtype())
                        .setKey(Slices.bytes(key))
                        .setValue(Slices.bytes(record.getValue()))
                        .build());
            } else if (!RecordRules.isKnown(kind, type)) {
                unknown.accept(PsbtUnknown.newBuilder()
                        .setKey(Slices.bytes(key))
                        .setValue(Slices.bytes(record.getValue()))
                        .build());
            }
        }
    }

    static PsbtScript script(Slice script, ScriptPrinter printer) {
        return PsbtScript.newBuilder()
                .setAsmBytes(Slices.own(printer.asmAscii(script)))
                .setRaw(Slices.bytes(script))
                .setType(ScriptMessages.type(ScriptTemplate.of(script).kind()))
                .build();
    }

    static PsbtKeyOrigin origin(Slice key, Slice value) {
        KeyOrigin origin = Checked.value(() -> KeyOrigin.read(value));
        return PsbtKeyOrigin.newBuilder()
                .setPublicKey(Slices.bytes(data(key)))
                .setMasterFingerprint(Slices.bytes(origin.fingerprint()))
                .setPath(origin.text())
                .build();
    }

    static PsbtTaprootDerivation tapOrigin(Slice key, Slice value) {
        TapOrigin read = Checked.value(() -> TapOrigin.read(value));
        PsbtTaprootDerivation.Builder message = PsbtTaprootDerivation.newBuilder()
                .setPublicKey(Slices.bytes(data(key)))
                .setMasterFingerprint(Slices.bytes(read.origin().fingerprint()))
                .setPath(read.origin().text());
        read.leafHashes().forEach(hash -> message.addLeafHashes(Slices.bytes(hash)));
        return message.build();
    }

    static PsbtMusig2Participants participants(Slice key, Slice value) {
        PsbtMusig2Participants.Builder message =
                PsbtMusig2Participants.newBuilder().setAggregatePublicKey(Slices.bytes(data(key)));
        Checked.value(() -> RecordValue.participants(value))
                .forEach(participant -> message.addParticipantPublicKeys(Slices.bytes(participant)));
        return message.build();
    }

    /** What follows a type of one byte. */
    static Slice data(Slice key) {
        return key.slice(1, key.length() - 1);
    }
}
