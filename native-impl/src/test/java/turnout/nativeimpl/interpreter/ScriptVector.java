package turnout.nativeimpl.interpreter;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.nativeimpl.CoreScript;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.TransactionReader;
import turnout.nativeimpl.taproot.ControlBlock;
import turnout.nativeimpl.taproot.OutputKey;
import turnout.nativeimpl.taproot.TapHashes;
import turnout.nativeimpl.taproot.TapLeaf;

/**
 * One row of Core's script_tests.json, as the two transactions that Core builds around it.
 *
 * @param expected Core's name of the error, OK for none
 */
public record ScriptVector(
        String name, RawTransaction spending, RawOutput credited, List<ScriptFlag> flags, ScriptError expected) {

    // BIP341's point whose private key nobody knows has no part here: Core's harness takes this internal key.
    private static final Slice INTERNAL_KEY =
            Slice.ofHex("50929b74c1a04954b78b4b6035e97a5e078a5a0f28ec96d547bfee9ace803ac0");

    public static List<ScriptVector> all() {
        List<ScriptVector> vectors = new ArrayList<>();
        for (JsonNode row : Vectors.json("core/script_tests.json")) {
            if (row.size() >= 4) {
                vectors.add(read(row));
            }
        }
        return vectors;
    }

    public static List<ScriptFlag> flags(String text) {
        return Stream.of(text.split(",", -1))
                .filter(name -> !name.isEmpty() && !name.equals("NONE"))
                .map(ScriptFlag::valueOf)
                .toList();
    }

    private static ScriptVector read(JsonNode row) {
        int at = row.get(0).isArray() ? 1 : 0;
        List<Slice> witness = new ArrayList<>();
        long amount = 0;
        Slice outputKey = Slice.of(new byte[0]);
        if (at == 1) {
            JsonNode items = row.get(0);
            int count = items.size() - 1;
            amount = satoshis(items.get(count).decimalValue());
            Slice script = Slice.of(new byte[0]);
            for (int i = 0; i < count; i++) {
                String item = items.get(i).stringValue();
                if (item.startsWith("#SCRIPT#")) {
                    script = CoreScript.parse(item.substring("#SCRIPT#".length()));
                    witness.add(script);
                } else if (item.equals("#CONTROLBLOCK#")) {
                    OutputKey key = outputKey(script);
                    outputKey = key.x();
                    witness.add(new ControlBlock(TapLeaf.TAPSCRIPT, key.oddY(), INTERNAL_KEY, Slice.of(new byte[0]))
                            .bytes());
                } else {
                    witness.add(Slice.ofHex(item));
                }
            }
        }
        Slice scriptSig = CoreScript.parse(row.get(at).stringValue());
        String pubKeyText = row.get(at + 1).stringValue();
        Slice scriptPubKey = pubKeyText.contains("#TAPROOTOUTPUT#")
                ? OutputScript.witness(1, outputKey)
                : CoreScript.parse(pubKeyText);
        String error = row.get(at + 3).stringValue();
        RawOutput credited = new RawOutput(amount, scriptPubKey);
        return new ScriptVector(
                row.toString(),
                spending(crediting(credited), amount, scriptSig, witness),
                credited,
                flags(row.get(at + 2).stringValue()),
                ScriptError.valueOf(error.equals("NULLFAIL") ? "SIG_NULLFAIL" : error));
    }

    private static OutputKey outputKey(Slice script) {
        OutputKey key = OutputKey.of(INTERNAL_KEY, Slice.of(TapHashes.leaf(TapLeaf.TAPSCRIPT, script)));
        if (key == null) {
            throw new IllegalStateException("no output key");
        }
        return key;
    }

    private static byte[] crediting(RawOutput output) {
        byte[] bytes = new ByteWriter(100)
                .writeInt(1)
                .write(1)
                .write(new byte[32])
                .writeInt(-1)
                .write(HexFormat.of().parseHex("020000"))
                .writeInt(-1)
                .write(1)
                .writeOutput(output)
                .writeInt(0)
                .toByteArray();
        return Hashes.doubleSha256(bytes);
    }

    private static RawTransaction spending(byte[] txid, long amount, Slice scriptSig, List<Slice> witness) {
        ByteWriter out = new ByteWriter(100).writeInt(1);
        if (!witness.isEmpty()) {
            out.write(0).write(1);
        }
        out.write(1).write(txid).writeInt(0).writeSized(scriptSig).writeInt(-1);
        out.write(1).writeOutput(new RawOutput(amount, Slice.of(new byte[0])));
        if (!witness.isEmpty()) {
            out.writeCompactSize(witness.size());
            witness.forEach(out::writeSized);
        }
        try {
            return TransactionReader.readWhole(out.writeInt(0).toSlice());
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    private static long satoshis(BigDecimal bitcoins) {
        return bitcoins.movePointRight(8).longValueExact();
    }

    @Override
    public String toString() {
        return name.length() > 100 ? name.substring(0, 100) : name.toLowerCase(Locale.ROOT);
    }
}
