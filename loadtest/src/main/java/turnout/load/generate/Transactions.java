package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.random.RandomGenerator;

/** Draws whole transactions, with and without witness data, coinbases among them; their signatures are random bytes. */
public final class Transactions {

    private static final long MONEY = 21_000_000L * 100_000_000L;

    private Transactions() {}

    public static ByteString any(RandomGenerator random) {
        boolean coinbase = random.nextInt(12) == 0;
        return of(coinbase ? 1 : few(random), coinbase, random);
    }

    /** With so many inputs. */
    static ByteString of(int inputs, RandomGenerator random) {
        return of(inputs, false, random);
    }

    private static ByteString of(int inputs, boolean coinbase, RandomGenerator random) {
        boolean witness = random.nextBoolean();
        WireWriter raw = new WireWriter();
        raw.number(random.nextInt(8) == 0 ? random.nextInt() : 1 + random.nextInt(3), 4);
        if (witness) {
            raw.number(0, 1).number(1, 1);
        }
        raw.count(inputs);
        for (int i = 0; i < inputs; i++) {
            raw.bytes(coinbase ? ByteString.copyFrom(new byte[32]) : Values.bytes(random, 32));
            raw.number(coinbase ? -1 : random.nextInt(4), 4);
            raw.sized(coinbase ? Values.bytes(random, 2 + random.nextInt(98)) : Scripts.scriptSig(random));
            raw.number(random.nextInt(3) == 0 ? random.nextInt() : -1 - random.nextInt(3), 4);
        }
        int outputs = few(random);
        raw.count(outputs);
        for (int i = 0; i < outputs; i++) {
            raw.number(random.nextInt(20) == 0 ? random.nextLong() : random.nextLong(MONEY + 1), 8);
            raw.sized(Scripts.scriptPubKey(random));
        }
        if (witness) {
            for (int i = 0; i < inputs; i++) {
                witness(raw, random);
            }
        }
        return raw.number(random.nextInt(3) == 0 ? random.nextInt() : 0, 4).written();
    }

    private static void witness(WireWriter raw, RandomGenerator random) {
        int items = 1 + random.nextInt(4);
        raw.count(items);
        for (int i = 0; i < items; i++) {
            raw.sized(Values.bytes(random, random.nextInt(random.nextInt(20) == 0 ? 600 : 80)));
        }
    }

    /** 1 to 5, and many now and then. */
    private static int few(RandomGenerator random) {
        return random.nextInt(60) == 0 ? 253 + random.nextInt(20) : 1 + random.nextInt(5);
    }
}
