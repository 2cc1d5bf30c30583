package turnout.nativeimpl.descriptor;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A public key in hex, or that of a WIF private key.
 *
 * @param key 33 or 65 bytes
 * @param xOnly whether it is written with 32 bytes
 */
record FixedKey(@Nullable KeyOrigin origin, byte[] key, boolean xOnly, boolean hasPrivateKey) implements KeyExpression {

    @Override
    public boolean hasWildcard() {
        return false;
    }

    @Override
    public int alternatives() {
        return 1;
    }

    @Override
    public int keys() {
        return 1;
    }

    @Override
    public int fixedSteps() {
        return 0;
    }

    @Override
    public void print(StringBuilder out, int alternative) {
        if (origin != null) {
            origin.print(out, origin.mark() == null ? 'h' : origin.mark());
        }
        out.append(HexFormat.of().formatHex(key, xOnly ? 1 : 0, key.length));
    }

    @Override
    public KeySource source(int alternative) {
        return index -> key;
    }
}
