package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PrivateKey;

/**
 * Draws PSBTs of both versions whose inputs the drawn keys can sign, with records of most kinds.
 *
 * @param keys in wallet import format, for regtest
 * @param previous the whole transactions that inputs without witness spend
 */
record Psbts(ByteString psbt, List<String> keys, List<ByteString> previous) {

    private static final ByteString MAGIC = ByteString.fromHex("70736274ff");
    private static final ByteString FINAL_SIGNATURE = ByteString.copyFrom(new byte[64]);
    private static final int WIF_TEST = 0xef;
    private static final int[] HASH_TYPES = {1, 1, 1, 2, 3, 0x81, 0x83};

    /** What is drawn for one input: where it spends, and its records. */
    private record Input(ByteString txid, int vout, WireWriter records) {}

    static Psbts any(RandomGenerator random) {
        return of(random, false);
    }

    /** Every input has a final witness; what it holds is no signature. */
    static Psbts finished(RandomGenerator random) {
        return of(random, true);
    }

    private static Psbts of(RandomGenerator random, boolean finished) {
        List<String> keys = new ArrayList<>();
        List<ByteString> previous = new ArrayList<>();
        List<Input> inputs = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            inputs.add(input(random, finished, keys, previous));
        }
        List<ByteString> scripts = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            scripts.add(Scripts.scriptPubKey(random));
        }
        boolean old = random.nextBoolean();
        WireWriter out = new WireWriter().bytes(MAGIC);
        if (old) {
            record(out, "00", unsigned(inputs, scripts));
        } else {
            record(out, "02", number(2));
            record(out, "03", number(random.nextInt(1000)));
            record(out, "04", new WireWriter().count(inputs.size()).written());
            record(out, "05", new WireWriter().count(scripts.size()).written());
            record(out, "fb", number(2));
        }
        unknown(out, random);
        out.number(0, 1);
        for (Input input : inputs) {
            out.bytes(input.records.written());
            if (!old) {
                record(out, "0e", input.txid);
                record(out, "0f", number(input.vout));
            }
            out.number(0, 1);
        }
        for (ByteString script : scripts) {
            if (!old) {
                record(out, "03", new WireWriter().number(500, 8).written());
                record(out, "04", script);
            }
            unknown(out, random);
            out.number(0, 1);
        }
        return new Psbts(out.written(), keys, previous);
    }

    private static Input input(RandomGenerator random, boolean finished, List<String> keys, List<ByteString> previous) {
        ByteString secret = Keys.privateKey(random);
        keys.add(Addresses.base58(WIF_TEST, secret.concat(ByteString.copyFrom(new byte[] {1}))));
        byte[] key =
                PrivateKey.of(secret.toByteArray()).orElseThrow().publicKey().compressed();
        Slice hash = Slice.of(Hashes.hash160(key));
        WireWriter records = new WireWriter();
        ByteString txid = Values.bytes(random, 32);
        int vout = random.nextInt(4);
        switch (random.nextInt(4)) {
            case 0 -> {
                ByteString spent = payingTo(bytes(OutputScript.pubkeyHash(hash)), txid);
                previous.add(spent);
                txid = ByteString.copyFrom(Hashes.doubleSha256(spent.toByteArray()));
                vout = 0;
                record(records, "00", spent);
            }
            case 1 -> record(records, "01", output(bytes(OutputScript.witness(1, Slice.of(key, 1, 32)))));
            case 2 -> {
                ByteString script = new WireWriter()
                        .number(0x51, 1)
                        .sized(ByteString.copyFrom(key))
                        .sized(Keys.publicKey(random))
                        .bytes(ByteString.fromHex("52ae"))
                        .written();
                Slice program = Slice.of(Hashes.sha256(Slice.of(script.toByteArray())));
                record(records, "01", output(bytes(OutputScript.witness(0, program))));
                record(records, "05", script);
            }
            default -> record(records, "01", output(bytes(OutputScript.witness(0, hash))));
        }
        if (random.nextInt(4) == 0) {
            record(records, "03", number(HASH_TYPES[random.nextInt(HASH_TYPES.length)]));
        }
        record(records, "06" + hex(key), Values.bytes(random, 4 * (1 + random.nextInt(4))));
        if (finished) {
            record(
                    records,
                    "08",
                    new WireWriter().count(1).sized(FINAL_SIGNATURE).written());
        }
        unknown(records, random);
        return new Input(txid, vout, records);
    }

    private static ByteString unsigned(List<Input> inputs, List<ByteString> scripts) {
        WireWriter raw = new WireWriter().number(2, 4).count(inputs.size());
        inputs.forEach(input -> raw.bytes(input.txid)
                .number(input.vout, 4)
                .sized(ByteString.EMPTY)
                .number(0xfffffffdL, 4));
        raw.count(scripts.size());
        scripts.forEach(script -> raw.number(500, 8).sized(script));
        return raw.number(0, 4).written();
    }

    private static ByteString payingTo(ByteString script, ByteString txid) {
        return new WireWriter()
                .number(2, 4)
                .count(1)
                .bytes(txid)
                .number(0, 4)
                .sized(ByteString.EMPTY)
                .number(-1, 4)
                .count(1)
                .bytes(output(script))
                .number(0, 4)
                .written();
    }

    private static ByteString output(ByteString script) {
        return new WireWriter().number(100_000, 8).sized(script).written();
    }

    private static void unknown(WireWriter out, RandomGenerator random) {
        if (random.nextInt(4) == 0) {
            record(out, "f0" + hex(Values.bytes(random, random.nextInt(5)).toByteArray()), Values.bytes(random, 9));
        }
    }

    private static void record(WireWriter out, String key, ByteString value) {
        out.sized(ByteString.fromHex(key)).sized(value);
    }

    private static ByteString number(int number) {
        return new WireWriter().number(number, 4).written();
    }

    private static String hex(byte[] bytes) {
        return Slice.of(bytes).toHex();
    }

    private static ByteString bytes(Slice slice) {
        return ByteString.copyFrom(slice.array(), slice.offset(), slice.length());
    }
}
