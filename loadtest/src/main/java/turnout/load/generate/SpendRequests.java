package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.EnumSet;
import java.util.List;
import java.util.random.RandomGenerator;
import turnout.script.v1.ComputeSighashRequest;
import turnout.script.v1.LegacyInput;
import turnout.script.v1.ScriptFlag;
import turnout.script.v1.TaprootInput;
import turnout.script.v1.VerifyInputRequest;
import turnout.script.v1.VerifyTransactionRequest;
import turnout.script.v1.WitnessV0Input;

/** Requests about what inputs sign and whether they may spend. */
final class SpendRequests {

    private static final int[] HASH_TYPES = {0, 1, 2, 3, 0x81, 0x82, 0x83};

    private SpendRequests() {}

    static VerifyInputRequest verifyInput(RandomGenerator random) {
        Spends spends = Spends.any(random);
        return VerifyInputRequest.newBuilder()
                .setRawTransaction(spends.raw())
                .addAllPrevouts(spends.prevouts())
                .setInputIndex(random.nextInt(spends.prevouts().size()))
                .addAllFlags(flags(random))
                .build();
    }

    static VerifyTransactionRequest verifyTransaction(RandomGenerator random) {
        Spends spends = Spends.any(random);
        return VerifyTransactionRequest.newBuilder()
                .setRawTransaction(spends.raw())
                .addAllPrevouts(spends.prevouts())
                .addAllFlags(flags(random))
                .setAmountsUnknown(random.nextInt(4) == 0)
                .build();
    }

    static ComputeSighashRequest sighash(RandomGenerator random) {
        Spends spends = Spends.any(random);
        int index = random.nextInt(spends.prevouts().size());
        ComputeSighashRequest.Builder request = ComputeSighashRequest.newBuilder()
                .setRawTransaction(spends.raw())
                .setInputIndex(index)
                .setHashType(HASH_TYPES[random.nextInt(HASH_TYPES.length)])
                .setWithPreimage(random.nextBoolean());
        return switch (random.nextInt(3)) {
            case 0 ->
                request.setHashType(random.nextInt(3) == 0 ? random.nextInt() : request.getHashType())
                        .setLegacy(LegacyInput.newBuilder().setScriptCode(Scripts.opcodes(random)))
                        .build();
            case 1 ->
                request.setHashType(random.nextInt(3) == 0 ? random.nextInt() : request.getHashType())
                        .setWitnessV0(WitnessV0Input.newBuilder()
                                .setScriptCode(Scripts.opcodes(random))
                                .setAmount(random.nextLong()))
                        .build();
            default -> request.setTaproot(taproot(random, spends)).build();
        };
    }

    private static TaprootInput taproot(RandomGenerator random, Spends spends) {
        TaprootInput.Builder kind = TaprootInput.newBuilder().addAllPrevouts(spends.prevouts());
        if (random.nextInt(3) == 0) {
            kind.setAnnex(ByteString.fromHex("50").concat(Values.bytes(random, random.nextInt(300))));
        }
        if (random.nextBoolean()) {
            kind.setLeafHash(Values.bytes(random, 32));
        }
        if (random.nextInt(3) == 0) {
            kind.setCodeSeparator(random.nextInt());
        }
        return kind.build();
    }

    /** Mostly those of today's blocks or of relay, and any set now and then. */
    private static List<ScriptFlag> flags(RandomGenerator random) {
        EnumSet<ScriptFlag> flags = EnumSet.allOf(ScriptFlag.class);
        flags.removeAll(List.of(ScriptFlag.UNRECOGNIZED, ScriptFlag.SCRIPT_FLAG_UNSPECIFIED));
        switch (random.nextInt(3)) {
            case 0 -> flags.remove(ScriptFlag.SCRIPT_FLAG_SIGPUSHONLY);
            case 1 ->
                flags.retainAll(List.of(
                        ScriptFlag.SCRIPT_FLAG_P2SH,
                        ScriptFlag.SCRIPT_FLAG_DERSIG,
                        ScriptFlag.SCRIPT_FLAG_CHECKLOCKTIMEVERIFY,
                        ScriptFlag.SCRIPT_FLAG_CHECKSEQUENCEVERIFY,
                        ScriptFlag.SCRIPT_FLAG_WITNESS,
                        ScriptFlag.SCRIPT_FLAG_NULLDUMMY,
                        ScriptFlag.SCRIPT_FLAG_TAPROOT));
            default -> flags.removeIf(flag -> random.nextBoolean());
        }
        return List.copyOf(flags);
    }
}
