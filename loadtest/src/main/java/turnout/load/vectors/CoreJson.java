package turnout.load.vectors;

import com.google.protobuf.ByteString;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.bitcoin.v1.ScriptPubKey;
import turnout.bitcoin.v1.ScriptType;

/** How Bitcoin Core's JSON writes what our messages hold. */
public final class CoreJson {

    private static final int DECIMALS = 8;

    private CoreJson() {}

    public static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex));
    }

    /** Of a text node that holds hex. */
    public static ByteString bytes(JsonNode hex) {
        return bytes(hex.stringValue());
    }

    /** Satoshis of an amount in BTC. */
    public static long satoshis(JsonNode amount) {
        return new BigDecimal(amount.asString()).movePointRight(DECIMALS).longValueExact();
    }

    /** {@code main}, {@code test}, {@code testnet4}, {@code signet}, {@code regtest}. */
    public static Network network(String chain) {
        return switch (chain) {
            case "main" -> Network.NETWORK_MAINNET;
            case "test" -> Network.NETWORK_TESTNET3;
            case "testnet4" -> Network.NETWORK_TESTNET4;
            case "signet" -> Network.NETWORK_SIGNET;
            case "regtest" -> Network.NETWORK_REGTEST;
            default -> throw new IllegalArgumentException("no chain of Bitcoin Core: " + chain);
        };
    }

    /** {@code witness_v0_keyhash}. */
    public static ScriptType scriptType(String type) {
        return ScriptType.valueOf("SCRIPT_TYPE_" + type.toUpperCase(Locale.ROOT));
    }

    /** Compares what Core says of a scriptPubKey; its {@code hex} where it is there. */
    public static void checkScript(String part, JsonNode expected, ScriptPubKey actual, Check check) {
        check.same(part + ".asm", expected.get("asm").stringValue(), actual.getAsm());
        if (expected.has("desc")) {
            check.same(part + ".desc", expected.get("desc").stringValue(), actual.getOutputDescriptor());
        }
        if (expected.has("hex")) {
            check.sameHex(part + ".hex", expected.get("hex").stringValue(), actual.getRaw());
        }
        check.same(part + ".address", expected.path("address").stringValue(""), actual.getAddress());
        check.same(part + ".type", scriptType(expected.get("type").stringValue()), actual.getType());
    }
}
