package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import turnout.script.v1.ScriptFlag;
import turnout.script.v1.SpentOutput;
import turnout.script.v1.VerifyInputRequest;
import turnout.script.v1.VerifyTransactionRequest;

/** Requests that run scripts, bare and behind witness program version 0, under rule sets of every kind. */
final class VerifyRequests {

    private static final int NAMED_FLAGS = 21;

    private VerifyRequests() {}

    /** An input with what it spends. */
    private record Spend(ByteString scriptSig, List<ByteString> witness, ByteString scriptPubKey) {}

    static VerifyInputRequest verifyInput(RandomGenerator random) {
        List<Spend> spends = spends(random);
        VerifyInputRequest.Builder request = VerifyInputRequest.newBuilder()
                .setRawTransaction(transaction(spends, random))
                .setInputIndex(random.nextInt(spends.size()))
                .addAllFlags(flags(random));
        spends.forEach(spend -> request.addPrevouts(prevout(spend)));
        return request.build();
    }

    static VerifyTransactionRequest verifyTransaction(RandomGenerator random) {
        List<Spend> spends = spends(random);
        VerifyTransactionRequest.Builder request = VerifyTransactionRequest.newBuilder()
                .setRawTransaction(transaction(spends, random))
                .setAmountsUnknown(random.nextInt(4) == 0)
                .addAllFlags(flags(random));
        spends.forEach(spend -> request.addPrevouts(prevout(spend)));
        return request.build();
    }

    private static SpentOutput prevout(Spend spend) {
        return SpentOutput.newBuilder()
                .setValue(100_000)
                .setScriptPubKey(spend.scriptPubKey())
                .build();
    }

    private static List<ScriptFlag> flags(RandomGenerator random) {
        List<ScriptFlag> flags = new ArrayList<>();
        int density = random.nextInt(5);
        for (int number = 1; number <= NAMED_FLAGS; number++) {
            if (random.nextInt(4) < density) {
                flags.add(ScriptFlag.forNumber(number));
            }
        }
        return flags;
    }

    private static List<Spend> spends(RandomGenerator random) {
        List<Spend> spends = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            spends.add(spend(random));
        }
        return spends;
    }

    private static Spend spend(RandomGenerator random) {
        ByteString program = Programs.any(random);
        return switch (random.nextInt(4)) {
            case 0 -> {
                List<ByteString> witness = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    witness.add(Values.bytes(random, random.nextInt(5)));
                }
                witness.add(program);
                yield new Spend(
                        ByteString.EMPTY, witness, ByteString.fromHex("0020").concat(Addresses.sha256(program)));
            }
            case 1 -> new Spend(Scripts.scriptSig(random), List.of(), Scripts.scriptPubKey(random));
            default -> new Spend(Programs.pushes(random, random.nextInt(4)), List.of(), program);
        };
    }

    private static ByteString transaction(List<Spend> spends, RandomGenerator random) {
        boolean witness = spends.stream().anyMatch(spend -> !spend.witness().isEmpty());
        WireWriter raw = new WireWriter().number(1 + random.nextInt(2), 4);
        if (witness) {
            raw.number(0, 1).number(1, 1);
        }
        raw.count(spends.size());
        for (Spend spend : spends) {
            raw.bytes(Values.bytes(random, 32))
                    .number(random.nextInt(3), 4)
                    .sized(spend.scriptSig())
                    .number(random.nextBoolean() ? -1 : random.nextInt(), 4);
        }
        int outputs = 1 + random.nextInt(3);
        raw.count(outputs);
        for (int i = 0; i < outputs; i++) {
            raw.number(random.nextInt(60_000), 8).sized(Scripts.scriptPubKey(random));
        }
        if (witness) {
            for (Spend spend : spends) {
                raw.count(spend.witness().size());
                spend.witness().forEach(raw::sized);
            }
        }
        return raw.number(random.nextBoolean() ? 0 : random.nextInt(), 4).written();
    }
}
