package turnout.nativeimpl.roles;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.psbt.Finisher;
import turnout.nativeimpl.psbt.LockTimeConflict;
import turnout.nativeimpl.psbt.Psbt;
import turnout.nativeimpl.psbt.PsbtReader;
import turnout.nativeimpl.psbt.PsbtTooLarge;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.transaction.TransactionRules;
import turnout.script.v1.PsbtVersion;

/** Request fields that the PSBT operations share. */
final class PsbtFields {

    private static final int TXID_DIGITS = 64;

    private PsbtFields() {}

    /** A checked PSBT. */
    static Psbt psbt(String field, ByteString bytes) throws Refusal {
        if (bytes.isEmpty()) {
            throw Refusal.required(field);
        }
        try {
            return PsbtReader.read(Slices.copy(bytes));
        } catch (Malformed e) {
            throw Refusal.at(field, Reason.PSBT_MALFORMED, field + ": " + e.getMessage());
        } catch (PsbtTooLarge e) {
            throw tooLarge(field, e);
        }
    }

    /** A PSBT that has a transaction, and not too large a one to sign or to check. */
    static Psbt workable(String field, ByteString bytes) throws Refusal {
        Psbt psbt = psbt(field, bytes);
        try {
            if (Finisher.isTooMuch(psbt)) {
                throw Refusal.at(field, Reason.LIMIT_EXCEEDED, field + ": too many inputs for so large a transaction");
            }
        } catch (LockTimeConflict e) {
            throw lockTimeConflict(field);
        }
        return psbt;
    }

    static Refusal lockTimeConflict(String field) {
        return Refusal.at(
                field, Reason.LOCK_TIME_CONFLICT, field + ": the inputs' required lock times exclude each other");
    }

    static Refusal tooLarge(String field, PsbtTooLarge e) {
        return Refusal.at(field, Reason.LIMIT_EXCEEDED, field + ": " + e.getMessage());
    }

    /** 0 or 2. */
    static int version(PsbtVersion version, int number) throws Refusal {
        return switch (version) {
            case PSBT_VERSION_UNSPECIFIED -> throw Refusal.required("psbt_version");
            case PSBT_VERSION_BIP174 -> 0;
            case PSBT_VERSION_BIP370 -> 2;
            case UNRECOGNIZED -> throw Refusal.unknownValue("psbt_version", number);
        };
    }

    /** A txid in wire order. */
    static Slice txid(String field, String text) throws Refusal {
        if (text.isEmpty()) {
            throw Refusal.required(field);
        }
        if (text.length() == TXID_DIGITS && text.chars().allMatch(HexFormat::isHexDigit)) {
            byte[] reversed = HexFormat.of().parseHex(text);
            byte[] wire = new byte[reversed.length];
            for (int i = 0; i < wire.length; i++) {
                wire[i] = reversed[wire.length - 1 - i];
            }
            return Slice.of(wire);
        }
        throw Refusal.at(
                field,
                Reason.TXID_INVALID,
                field + ": " + Refusal.quote(text) + " is not a txid (expected: 64 hexadecimal digits)");
    }

    /** Satoshis that can be. */
    static long amount(String field, long value) throws Refusal {
        if (value < 0 || value > TransactionRules.MAX_MONEY) {
            throw Refusal.at(
                    field,
                    Reason.AMOUNT_INVALID,
                    field + ": " + value + " (expected: 0 to " + TransactionRules.MAX_MONEY + ")");
        }
        return value;
    }

    static void atMost(String field, int count, int most) throws Refusal {
        if (count > most) {
            throw Refusal.at(field, Reason.LIMIT_EXCEEDED, field + ": " + count + " (expected: at most " + most + ")");
        }
    }
}
