package turnout.nativeimpl.roles;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitcoinj.base.Base58;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.message.TransactionMessages;
import turnout.nativeimpl.psbt.CanonicalOrder;
import turnout.nativeimpl.psbt.Checked;
import turnout.nativeimpl.psbt.KeyOrigin;
import turnout.nativeimpl.psbt.LockTimeConflict;
import turnout.nativeimpl.psbt.MapKind;
import turnout.nativeimpl.psbt.Psbt;
import turnout.nativeimpl.psbt.RecordType.Global;
import turnout.nativeimpl.psbt.RecordValue;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.transaction.TransactionRules;
import turnout.script.v1.DecodePsbtRequest;
import turnout.script.v1.DecodePsbtResponse;
import turnout.script.v1.PsbtGlobalXpub;

/** Everything that the records of a PSBT say, as Core's decodepsbt. */
public final class DecodePsbt {

    private DecodePsbt() {}

    public static DecodePsbtResponse answer(DecodePsbtRequest request) throws Refusal {
        ScriptPrinter printer =
                new ScriptPrinter(Networks.required("network", request.getNetwork(), request.getNetworkValue()));
        Psbt psbt = PsbtFields.psbt("psbt", request.getPsbt());
        DecodePsbtResponse.Builder response = DecodePsbtResponse.newBuilder().setPsbtVersion(psbt.version());
        if (psbt.unsigned() != null) {
            response.setTransaction(
                    TransactionMessages.transaction(psbt.unsigned(), printer, TransactionMessages.Prevouts.UNKNOWN));
        }
        fillGlobal(response, psbt);
        psbt.inputs().forEach(input -> response.addInputs(PsbtInputMessages.input(input, printer)));
        psbt.outputs().forEach(output -> response.addOutputs(PsbtOutputMessages.output(output, printer)));
        Long fee = fee(psbt);
        if (fee != null) {
            response.setFee(fee);
        }
        return response.build();
    }

    private static void fillGlobal(DecodePsbtResponse.Builder response, Psbt psbt) {
        try {
            response.setLockTime(psbt.lockTime());
        } catch (LockTimeConflict e) {
            // There is none: the field stays absent.
        }
        List<Map.Entry<Slice, Slice>> records = CanonicalOrder.of(MapKind.GLOBAL, psbt.global());
        for (Map.Entry<Slice, Slice> record : records) {
            Slice value = record.getValue();
            switch (record.getKey().at(0)) {
                case Global.XPUB -> response.addGlobalXpubs(xpub(record.getKey(), value));
                case Global.TX_VERSION ->
                    response.setTransactionVersion(Checked.value(() -> RecordValue.number(value)));
                case Global.FALLBACK_LOCK_TIME ->
                    response.setFallbackLockTime(Checked.value(() -> RecordValue.number(value)));
                case Global.INPUT_COUNT -> response.setInputCount(Checked.value(() -> RecordValue.count(value)));
                case Global.OUTPUT_COUNT -> response.setOutputCount(Checked.value(() -> RecordValue.count(value)));
                case Global.TX_MODIFIABLE -> {
                    response.setInputsModifiable((value.at(0) & 1) != 0);
                    response.setOutputsModifiable((value.at(0) & 2) != 0);
                    response.setHasSighashSingle((value.at(0) & 4) != 0);
                }
                default -> {
                    // The transaction was told; others are told below.
                }
            }
        }
        PsbtMessages.fillOthers(MapKind.GLOBAL, records, response::addProprietary, response::addUnknown);
    }

    private static PsbtGlobalXpub xpub(Slice key, Slice value) {
        byte[] extended = key.slice(1, 78).toByteArray();
        byte[] checked = Arrays.copyOf(extended, 82);
        System.arraycopy(Hashes.doubleSha256(extended), 0, checked, 78, 4);
        KeyOrigin origin = Checked.value(() -> KeyOrigin.read(value));
        return PsbtGlobalXpub.newBuilder()
                .setXpub(Base58.encode(checked))
                .setMasterFingerprint(Slices.bytes(origin.fingerprint()))
                .setPath(origin.text())
                .build();
    }

    /** Inputs less outputs; null where an output spent is unknown or a sum is no money. */
    private static @Nullable Long fee(Psbt psbt) {
        long total = 0;
        for (int i = 0; i < psbt.inputs().size(); i++) {
            Optional<RawOutput> spent = psbt.spent(i);
            if (spent.isEmpty()) {
                return null;
            }
            total += spent.get().value();
            if (!isMoney(spent.get().value()) || !isMoney(total)) {
                return null;
            }
        }
        long paid = 0;
        for (RawOutput payment : psbt.payments()) {
            paid += payment.value();
            if (!isMoney(payment.value()) || !isMoney(paid)) {
                return null;
            }
        }
        return total - paid;
    }

    private static boolean isMoney(long value) {
        return value >= 0 && value <= TransactionRules.MAX_MONEY;
    }
}
