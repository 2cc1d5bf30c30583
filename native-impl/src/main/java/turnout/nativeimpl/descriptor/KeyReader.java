package turnout.nativeimpl.descriptor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bitcoinj.base.Base58;
import org.bitcoinj.base.exceptions.AddressFormatException;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.curve.PrivateKey;
import turnout.nativeimpl.curve.PublicKey;
import turnout.nativeimpl.keys.ExtendedKey;
import turnout.nativeimpl.keys.KeyPrefix;

/** Reads key expressions of one chain (BIP380, 389, 390). */
final class KeyReader {

    // 38 bytes of WIF take at most 52 characters.
    private static final int MAX_WIF = 52;

    private final Chain chain;

    KeyReader(Chain chain) {
        this.chain = chain;
    }

    KeyExpression read(DescriptorScanner scanner, ScriptContext context) throws DescriptorProblem {
        if (!scanner.take("musig(")) {
            return key(scanner.word(), context);
        }
        if (context != ScriptContext.TR) {
            throw DescriptorProblem.invalid("musig() is only allowed inside tr() and rawtr()");
        }
        List<KeyExpression> participants = new ArrayList<>();
        do {
            participants.add(read(scanner, ScriptContext.MUSIG));
        } while (scanner.take(','));
        scanner.expect(')');
        return musig(participants, scanner.word());
    }

    private static MusigKey musig(List<KeyExpression> participants, String behind) throws DescriptorProblem {
        if (behind.isEmpty()) {
            return new MusigKey(participants, KeyPath.EMPTY);
        }
        if (!behind.startsWith("/")) {
            throw DescriptorProblem.invalid("what stands behind musig() is not a path");
        }
        if (!participants.stream().allMatch(key -> key instanceof DerivedKey)) {
            throw DescriptorProblem.invalid("musig() derives keys only where all participants are extended keys");
        }
        if (participants.stream().anyMatch(KeyExpression::hasWildcard)) {
            throw DescriptorProblem.invalid("musig() has a path, and a participant has a wildcard");
        }
        KeyPath path = KeyPath.read(behind);
        if (path.isHardenedAnywhere()) {
            throw DescriptorProblem.invalid("musig() has no hardened steps");
        }
        if (path.alternatives() > 1 && participants.stream().anyMatch(key -> key.alternatives() > 1)) {
            throw DescriptorProblem.invalid("musig() and a participant have multipath specifiers");
        }
        return new MusigKey(participants, path);
    }

    private KeyExpression key(String text, ScriptContext context) throws DescriptorProblem {
        int bracket = text.indexOf(']');
        if (bracket < 0) {
            return bareKey(null, text, context);
        }
        if (!text.startsWith("[")) {
            throw DescriptorProblem.invalid("a key origin does not begin with [");
        }
        return bareKey(KeyOrigin.read(text.substring(1, bracket)), text.substring(bracket + 1), context);
    }

    private KeyExpression bareKey(@Nullable KeyOrigin origin, String text, ScriptContext context)
            throws DescriptorProblem {
        int slash = text.indexOf('/');
        String key = slash < 0 ? text : text.substring(0, slash);
        if (slash < 0) {
            FixedKey fixed = isHex(key) ? hex(origin, key, context) : wif(origin, key, context);
            if (fixed != null) {
                return fixed;
            }
        }
        Optional<ExtendedKey> extended = ExtendedKey.parse(key)
                .filter(read -> read.prefix() == (chain == Chain.MAIN ? KeyPrefix.X : KeyPrefix.T));
        if (extended.isEmpty()) {
            throw DescriptorProblem.invalid("a key is not one of " + chain.rpcName());
        }
        return DerivedKey.of(origin, extended.get(), KeyPath.read(slash < 0 ? "" : text.substring(slash)));
    }

    private static boolean isHex(String text) {
        return !text.isEmpty() && text.length() % 2 == 0 && text.chars().allMatch(HexFormat::isHexDigit);
    }

    private static FixedKey hex(@Nullable KeyOrigin origin, String text, ScriptContext context)
            throws DescriptorProblem {
        boolean xOnly = text.length() == 64 && context == ScriptContext.TR;
        boolean compressed = text.length() == 66;
        if (!xOnly && !compressed && text.length() != 130) {
            throw DescriptorProblem.invalid("a key has no length that keys have here");
        }
        byte[] key = HexFormat.of().parseHex(xOnly ? "02" + text : text);
        // Hybrid keys (6, 7) are points, but no descriptor has them.
        if (key[0] < 2 || key[0] > 4) {
            throw DescriptorProblem.invalid("a key is neither compressed nor uncompressed");
        }
        if (!xOnly && !compressed && !context.allowsUncompressedKeys()) {
            throw DescriptorProblem.invalid("uncompressed keys are not allowed here");
        }
        if (PublicKey.parse(key).isEmpty()) {
            throw DescriptorProblem.invalid("a key is not a point of the curve");
        }
        return new FixedKey(origin, key, xOnly, false);
    }

    /** The public key of a private key in WIF; null where the text is none of this chain. */
    private @Nullable FixedKey wif(@Nullable KeyOrigin origin, String text, ScriptContext context)
            throws DescriptorProblem {
        byte[] bytes = decode(text);
        boolean compressed = bytes.length == 34 && bytes[33] == 1;
        if ((bytes.length != 33 && !compressed) || (bytes[0] & 0xff) != (chain == Chain.MAIN ? 0x80 : 0xef)) {
            return null;
        }
        Optional<PublicKey> key =
                PrivateKey.of(Arrays.copyOfRange(bytes, 1, 33)).map(PrivateKey::publicKey);
        if (key.isEmpty()) {
            return null;
        }
        if (!compressed && !context.allowsUncompressedKeys()) {
            throw DescriptorProblem.invalid("uncompressed keys are not allowed here");
        }
        byte[] form = compressed ? key.get().compressed() : key.get().uncompressed();
        return new FixedKey(origin, form, context == ScriptContext.TR, true);
    }

    private static byte[] decode(String text) {
        if (text.length() > MAX_WIF) {
            return new byte[0];
        }
        try {
            return Base58.decodeChecked(text);
        } catch (AddressFormatException e) {
            return new byte[0];
        }
    }
}
