package turnout.nativeimpl.roles;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PublicKey;
import turnout.nativeimpl.keys.DerivationPath;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.psbt.KeyOrigin;
import turnout.nativeimpl.psbt.MapKind;
import turnout.nativeimpl.psbt.PsbtReader;
import turnout.nativeimpl.psbt.PsbtTooLarge;
import turnout.nativeimpl.psbt.RecordMap;
import turnout.nativeimpl.psbt.RecordRules;
import turnout.nativeimpl.psbt.RecordValue;
import turnout.nativeimpl.psbt.Updater;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.PsbtKeyOrigin;
import turnout.script.v1.PsbtPrevout;
import turnout.script.v1.PsbtRecord;
import turnout.script.v1.UpdatePsbtRequest;
import turnout.script.v1.UpdatePsbtResponse;

/** What is known of inputs and outputs, put where it belongs. */
public final class UpdatePsbt {

    private static final int MAX_SCRIPT = 10_000;
    private static final int MAX_RECORDS = 10_000;

    /** One step of the update. */
    @FunctionalInterface
    private interface Step {
        void run() throws PsbtTooLarge;
    }

    private UpdatePsbt() {}

    public static UpdatePsbtResponse answer(UpdatePsbtRequest request) throws Refusal {
        Updater updater = new Updater(PsbtFields.psbt("psbt", request.getPsbt()));
        for (int i = 0; i < request.getPreviousTransactionsCount(); i++) {
            String field = "previous_transactions[" + i + "]";
            RawTransaction transaction = transaction(field, request.getPreviousTransactions(i));
            within(field, () -> updater.previousTransaction(transaction));
        }
        for (int i = 0; i < request.getPrevoutsCount(); i++) {
            prevout(updater, "prevouts[" + i + "]", request.getPrevouts(i));
        }
        for (int i = 0; i < request.getScriptsCount(); i++) {
            PsbtFields.atMost("scripts[" + i + "]", request.getScripts(i).size(), MAX_SCRIPT);
        }
        List<Slice> scripts =
                request.getScriptsList().stream().map(Slices::copy).toList();
        within("scripts", () -> updater.scripts(scripts));
        Map<Slice, KeyOrigin> origins = origins(request.getKeyOriginsList());
        within("key_origins", () -> updater.origins(origins));
        PsbtFields.atMost("records", request.getRecordsCount(), MAX_RECORDS);
        for (int i = 0; i < request.getRecordsCount(); i++) {
            record(updater, "records[" + i + "]", request.getRecords(i));
        }
        Slice psbt = updater.bytes();
        if (request.getRecordsCount() > 0) {
            check(psbt);
        }
        return UpdatePsbtResponse.newBuilder().setPsbt(Slices.bytes(psbt)).build();
    }

    private static void within(String field, Step step) throws Refusal {
        try {
            step.run();
        } catch (PsbtTooLarge e) {
            throw PsbtFields.tooLarge(field, e);
        }
    }

    private static RawTransaction transaction(String field, ByteString bytes) throws Refusal {
        if (bytes.isEmpty()) {
            throw Refusal.required(field);
        }
        try {
            return RecordValue.transaction(Slices.copy(bytes));
        } catch (Malformed e) {
            throw Refusal.at(field, Reason.TRANSACTION_MALFORMED, field + ": not one whole transaction");
        }
    }

    private static void prevout(Updater updater, String field, PsbtPrevout prevout) throws Refusal {
        Slice txid = PsbtFields.txid(field + ".txid", prevout.getTxid());
        long value = PsbtFields.amount(field + ".value", prevout.getValue());
        RawOutput output = new RawOutput(value, Slices.copy(prevout.getScriptPubKey()));
        within(field, () -> updater.prevout(txid, prevout.getVout(), output));
    }

    /** By public key; of one key's several origins the last one stays, in its own place. */
    private static Map<Slice, KeyOrigin> origins(List<PsbtKeyOrigin> given) throws Refusal {
        Map<Slice, KeyOrigin> origins = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String field = "key_origins[" + i + "]";
            Slice key = publicKey(field + ".public_key", given.get(i).getPublicKey());
            KeyOrigin origin = origin(field, given.get(i));
            origins.remove(key);
            origins.put(key, origin);
        }
        return origins;
    }

    private static Slice publicKey(String field, ByteString bytes) throws Refusal {
        if (bytes.isEmpty()) {
            throw Refusal.required(field);
        }
        if (PublicKey.parse(bytes.toByteArray()).isEmpty()) {
            throw Refusal.at(field, Reason.PUBLIC_KEY_INVALID, field + ": not a public key of 33 or 65 bytes");
        }
        return Slices.copy(bytes);
    }

    private static KeyOrigin origin(String field, PsbtKeyOrigin given) throws Refusal {
        if (given.getMasterFingerprint().size() != 4) {
            throw Refusal.at(
                    field + ".master_fingerprint",
                    Reason.SIZE_INVALID,
                    field + ".master_fingerprint: "
                            + given.getMasterFingerprint().size() + " bytes (expected: 4)");
        }
        DerivationPath path = DerivationPath.parse(given.getPath())
                .orElseThrow(() -> Refusal.at(
                        field + ".path",
                        Reason.PATH_INVALID,
                        field + ".path: " + Refusal.quote(given.getPath()) + " is not a path"));
        return new KeyOrigin(Slices.copy(given.getMasterFingerprint()), path.steps());
    }

    private static void record(Updater updater, String field, PsbtRecord record) throws Refusal {
        MapKind kind = kind(field + ".map", record);
        List<RecordMap> maps = updater.maps(kind);
        if (Integer.compareUnsigned(record.getIndex(), maps.size()) >= 0) {
            throw invalid(field + ".index", "there are " + maps.size() + " of them");
        }
        if (record.getKey().isEmpty()) {
            throw Refusal.required(field + ".key");
        }
        Slice key = Slices.copy(record.getKey());
        Slice value = Slices.copy(record.getValue());
        int type;
        try {
            type = RecordRules.check(kind, key, value);
        } catch (Malformed e) {
            throw invalid(field + ".key", String.valueOf(e.getMessage()));
        }
        if (RecordRules.isFixed(kind, type)
                || (updater.version() == 0 && RecordRules.isNewerThanVersion0(kind, type))) {
            throw invalid(field + ".key", "type " + type + " cannot be put here");
        }
        within(field, () -> updater.put(maps.get(record.getIndex()), key, value));
    }

    private static MapKind kind(String field, PsbtRecord record) throws Refusal {
        return switch (record.getMap()) {
            case PSBT_MAP_UNSPECIFIED -> throw Refusal.required(field);
            case PSBT_MAP_GLOBAL -> MapKind.GLOBAL;
            case PSBT_MAP_INPUT -> MapKind.INPUT;
            case PSBT_MAP_OUTPUT -> MapKind.OUTPUT;
            case UNRECOGNIZED -> throw Refusal.unknownValue(field, record.getMapValue());
        };
    }

    private static Refusal invalid(String field, String message) {
        return Refusal.at(field, Reason.PSBT_RECORD_INVALID, field + ": " + message);
    }

    private static void check(Slice psbt) throws Refusal {
        try {
            PsbtReader.read(psbt);
        } catch (Malformed | PsbtTooLarge e) {
            throw invalid("records", String.valueOf(e.getMessage()));
        }
    }
}
