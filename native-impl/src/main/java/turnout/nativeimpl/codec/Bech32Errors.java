package turnout.nativeimpl.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Where a bech32 text that does not decode is probably wrong, as Core's LocateErrors: up to two substituted characters
 * are found from the checksum's remainder.
 *
 * @param message Core's text
 * @param locations byte indexes in the UTF-8 text, ascending
 */
record Bech32Errors(String message, List<Integer> locations) {

    static Bech32Errors locate(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Bech32.MAX_LENGTH) {
            return new Bech32Errors(
                    "Bech32 string too long",
                    IntStream.range(Bech32.MAX_LENGTH, bytes.length).boxed().toList());
        }
        List<Integer> strangers = strangers(bytes);
        if (!strangers.isEmpty()) {
            return new Bech32Errors("Invalid character or mixed case", strangers);
        }
        // From here on the text is ASCII, so that characters are bytes.
        int separator = text.lastIndexOf('1');
        if (separator < 0) {
            return new Bech32Errors("Missing separator", List.of());
        }
        if (separator == 0 || separator + Bech32.CHECKSUM_LENGTH >= text.length()) {
            return new Bech32Errors("Invalid separator position", List.of(separator));
        }
        byte[] values = new byte[text.length() - separator - 1];
        for (int i = 0; i < values.length; i++) {
            int value = Bech32.value(text.charAt(separator + 1 + i));
            if (value < 0) {
                return new Bech32Errors("Invalid Base 32 character", List.of(separator + 1 + i));
            }
            values[i] = (byte) value;
        }
        return substitutions(text.length(), text.substring(0, separator).toLowerCase(Locale.ROOT), values);
    }

    /** Characters that are not printable ASCII, or not in the case of the first letter. */
    private static List<Integer> strangers(byte[] bytes) {
        List<Integer> found = new ArrayList<>();
        boolean lower = false;
        boolean upper = false;
        for (int i = 0; i < bytes.length; i++) {
            int character = bytes[i] & 0xff;
            boolean isLower = character >= 'a' && character <= 'z';
            boolean isUpper = character >= 'A' && character <= 'Z';
            if ((isLower && upper) || (isUpper && lower) || character < 33 || character > 126) {
                found.add(i);
            } else {
                lower |= isLower;
                upper |= isUpper;
            }
        }
        return found;
    }

    /** Tries both variants and keeps the one that explains the text with fewer errors; the first where both are alike. */
    private static Bech32Errors substitutions(int textLength, String prefix, byte[] values) {
        int remainder = Bech32.residue(prefix, values);
        List<Integer> best = List.of();
        String message = "Invalid checksum";
        for (Bech32.Variant variant : Bech32.Variant.values()) {
            List<Integer> found = new ArrayList<>();
            for (int fromRight : ErrorLocator.locate(remainder ^ variant.constant, values.length)) {
                found.add(textLength - 1 - fromRight);
            }
            if (best.isEmpty() || (!found.isEmpty() && found.size() < best.size())) {
                best = found;
                if (!best.isEmpty()) {
                    message = variant == Bech32.Variant.BECH32 ? "Invalid Bech32 checksum" : "Invalid Bech32m checksum";
                }
            }
        }
        return new Bech32Errors(message, List.copyOf(best));
    }
}
