package turnout.nativeimpl.codec;

import java.util.Arrays;
import java.util.List;
import org.bitcoinj.base.Base58;
import org.bitcoinj.base.exceptions.AddressFormatException;
import org.jspecify.annotations.Nullable;

/** Reads addresses by the rules of Core's DecodeDestination, and says why a text is none. */
public final class AddressReader {

    // Core's limits on decoded base58: 20 bytes of hash and one of version with 4 of checksum, or any plausible text.
    private static final int MAX_CHECKED = 25;
    private static final int MAX_PLAUSIBLE = 100;

    private AddressReader() {}

    public static AddressReading read(String text, Chain chain) {
        String prefix = chain.bech32Prefix();
        if (text.regionMatches(true, 0, prefix, 0, prefix.length())) {
            return readSegwit(text, chain);
        }
        byte[] decoded = base58(text);
        byte[] payload = decoded == null ? null : checked(decoded);
        if (payload != null) {
            return readBase58(payload, chain);
        }
        boolean plausible = decoded != null && decoded.length <= MAX_PLAUSIBLE;
        String message = plausible
                ? "Invalid checksum or length of Base58 address (P2PKH or P2SH)"
                : "Invalid or unsupported Segwit (Bech32) or Base58 encoding.";
        AddressProblem problem;
        if (text.isEmpty()) {
            problem = AddressProblem.UNRECOGNIZED;
        } else if (isSegwitOfSomeChain(text)) {
            problem = AddressProblem.BECH32_PREFIX;
        } else {
            problem = plausible ? AddressProblem.BASE58_CHECKSUM : AddressProblem.UNRECOGNIZED;
        }
        return invalid(problem, message);
    }

    private static AddressReading readBase58(byte[] payload, Chain chain) {
        int version = payload[0] & 0xff;
        boolean known = version == chain.pubkeyHashPrefix() || version == chain.scriptHashPrefix();
        if (!known) {
            return invalid(AddressProblem.BASE58_PREFIX_OR_LENGTH, "Invalid or unsupported Base58-encoded address.");
        }
        if (payload.length != 21) {
            return invalid(AddressProblem.BASE58_PREFIX_OR_LENGTH, "Invalid length for Base58 address (P2PKH or P2SH)");
        }
        Slice hash = Slice.of(payload, 1, 20);
        Slice script =
                version == chain.pubkeyHashPrefix() ? OutputScript.pubkeyHash(hash) : OutputScript.scriptHash(hash);
        return new AddressReading.Valid(script, ScriptTemplate.of(script));
    }

    private static AddressReading readSegwit(String text, Chain chain) {
        Bech32.Decoded decoded = Bech32.decode(text);
        if (decoded == null) {
            Bech32Errors errors = Bech32Errors.locate(text);
            return new AddressReading.Invalid(AddressProblem.BECH32_ENCODING, errors.message(), errors.locations());
        }
        Slice values = decoded.values();
        if (values.isEmpty()) {
            return invalid(AddressProblem.WITNESS_PROGRAM, "Empty Bech32 data section");
        }
        if (!decoded.prefix().equals(chain.bech32Prefix())) {
            return invalid(
                    AddressProblem.BECH32_PREFIX,
                    "Invalid or unsupported prefix for Segwit (Bech32) address (expected " + chain.bech32Prefix()
                            + ", got " + decoded.prefix() + ").");
        }
        int version = values.at(0);
        if (version == 0 && decoded.variant() != Bech32.Variant.BECH32) {
            return invalid(AddressProblem.BECH32_VARIANT, "Version 0 witness address must use Bech32 checksum");
        }
        if (version != 0 && decoded.variant() != Bech32.Variant.BECH32M) {
            return invalid(AddressProblem.BECH32_VARIANT, "Version 1+ witness address must use Bech32m checksum");
        }
        Slice program = program(values);
        if (program == null) {
            return invalid(AddressProblem.WITNESS_PROGRAM, "Invalid padding in Bech32 data section");
        }
        return readProgram(version, program);
    }

    private static AddressReading readProgram(int version, Slice program) {
        int length = program.length();
        String size = "(" + length + (length == 1 ? " byte)" : " bytes)");
        if (version == 0 && length != 20 && length != 32) {
            return invalid(
                    AddressProblem.WITNESS_PROGRAM, "Invalid Bech32 v0 address program size " + size + ", per BIP141");
        }
        if (version > 16) {
            return invalid(AddressProblem.WITNESS_PROGRAM, "Invalid Bech32 address witness version");
        }
        if (length < 2 || length > 40) {
            return invalid(AddressProblem.WITNESS_PROGRAM, "Invalid Bech32 address program size " + size);
        }
        return new AddressReading.Valid(
                OutputScript.witness(version, program), ScriptTemplate.witness(version, program));
    }

    /** Groups of five bits after the version as bytes; null where the padding is longer than four bits or not zero. */
    private static @Nullable Slice program(Slice values) {
        byte[] bytes = new byte[(values.length() - 1) * 5 / 8];
        int held = 0;
        int bits = 0;
        int count = 0;
        for (int i = 1; i < values.length(); i++) {
            held = (held << 5 | values.at(i)) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[count++] = (byte) (held >> bits);
            }
        }
        boolean padded = bits < 5 && (held & ((1 << bits) - 1)) == 0;
        return padded ? Slice.of(bytes) : null;
    }

    private static boolean isSegwitOfSomeChain(String text) {
        Bech32.Decoded decoded = Bech32.decode(text);
        if (decoded == null) {
            return false;
        }
        for (Chain chain : Chain.values()) {
            if (chain.bech32Prefix().equals(decoded.prefix())) {
                return true;
            }
        }
        return false;
    }

    /** Core's DecodeBase58: ASCII white space around the text is skipped; null for other characters. */
    private static byte @Nullable [] base58(String text) {
        // Above this no text decodes to 100 bytes, and decoding is quadratic.
        String trimmed = trim(text);
        if (trimmed.length() > 2 * MAX_PLAUSIBLE) {
            return null;
        }
        try {
            return Base58.decode(trimmed);
        } catch (AddressFormatException e) {
            return null;
        }
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    /** The payload before a right checksum; null where it is wrong or the whole is too short or long. */
    private static byte @Nullable [] checked(byte[] decoded) {
        if (decoded.length < 5 || decoded.length > MAX_CHECKED) {
            return null;
        }
        int length = decoded.length - 4;
        byte[] hash = Hashes.doubleSha256(Slice.of(decoded, 0, length));
        for (int i = 0; i < 4; i++) {
            if (hash[i] != decoded[length + i]) {
                return null;
            }
        }
        return Arrays.copyOf(decoded, length);
    }

    private static AddressReading invalid(AddressProblem problem, String message) {
        return new AddressReading.Invalid(problem, message, List.of());
    }
}
