package turnout.nativeimpl.keys;

import java.util.Arrays;
import java.util.Optional;
import org.bitcoinj.base.Base58;
import org.bitcoinj.base.exceptions.AddressFormatException;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.curve.PrivateKey;

/**
 * A private key in wallet import format: base58check of a prefix, 32 bytes, and 01 where its public key is compressed.
 *
 * @param isMainnet whether its prefix is mainnet's; else it is that of every other network
 */
public record WifKey(PrivateKey key, boolean isCompressed, boolean isMainnet) {

    // 38 bytes in base58 take at most 52 characters; longer texts are refused before decoding, which is quadratic.
    private static final int MAX_TEXT = 52;
    private static final int MAINNET = 0x80;
    private static final int TEST = 0xef;

    /** Reads a text without blanks; empty for what Core's DecodeSecret does not read. */
    public static Optional<WifKey> parse(String text) {
        if (text.length() > MAX_TEXT) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base58.decodeChecked(text);
        } catch (AddressFormatException e) {
            return Optional.empty();
        }
        boolean isCompressed = bytes.length == 34 && bytes[33] == 1;
        if (bytes.length != 33 && !isCompressed) {
            return Optional.empty();
        }
        int prefix = bytes[0] & 0xff;
        return prefix != MAINNET && prefix != TEST
                ? Optional.empty()
                : PrivateKey.of(Arrays.copyOfRange(bytes, 1, 33))
                        .map(key -> new WifKey(key, isCompressed, prefix == MAINNET));
    }

    /** The public key as it is meant, 33 or 65 bytes. */
    public byte[] publicKey() {
        return isCompressed ? key.publicKey().compressed() : key.publicKey().uncompressed();
    }

    public boolean belongsTo(Chain chain) {
        return isMainnet == (chain == Chain.MAIN);
    }
}
