package turnout.e2e;

import com.google.protobuf.ByteString;
import java.util.HexFormat;

/** Bytes that recordings write as hex. */
final class Hex {

    private Hex() {}

    static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }
}
