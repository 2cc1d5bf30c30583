package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.random.RandomGenerator;
import turnout.bitcoin.v1.Network;
import turnout.keys.v1.SignPsbtRequest;
import turnout.script.v1.AnalyzePsbtRequest;
import turnout.script.v1.CombinePsbtRequest;
import turnout.script.v1.ConvertPsbtRequest;
import turnout.script.v1.CreatePsbtRequest;
import turnout.script.v1.DecodePsbtRequest;
import turnout.script.v1.ExtractTransactionRequest;
import turnout.script.v1.FinalizePsbtRequest;
import turnout.script.v1.PsbtKeyOrigin;
import turnout.script.v1.PsbtMap;
import turnout.script.v1.PsbtNewInput;
import turnout.script.v1.PsbtNewOutput;
import turnout.script.v1.PsbtRecord;
import turnout.script.v1.PsbtVersion;
import turnout.script.v1.UpdatePsbtRequest;

/** Requests about partially signed transactions. */
final class PsbtRequests {

    private static final int MONEY = 1_000_000;

    private PsbtRequests() {}

    static CreatePsbtRequest create(RandomGenerator random) {
        CreatePsbtRequest.Builder request = CreatePsbtRequest.newBuilder()
                .setNetwork(Networks.any(random))
                .setPsbtVersion(version(random))
                .setLockTime(random.nextInt(2) * random.nextInt(1000))
                .setReplaceable(random.nextBoolean());
        for (int i = random.nextInt(4); i > 0; i--) {
            request.addInputs(PsbtNewInput.newBuilder()
                    .setTxid(String.format("%064x", random.nextInt(MONEY)))
                    .setVout(random.nextInt(3)));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            request.addOutputs(PsbtNewOutput.newBuilder()
                    .setScriptPubKey(Scripts.scriptPubKey(random))
                    .setValue(random.nextInt(MONEY)));
        }
        return request.build();
    }

    static UpdatePsbtRequest update(RandomGenerator random) {
        Psbts drawn = Psbts.any(random);
        return UpdatePsbtRequest.newBuilder()
                .setPsbt(drawn.psbt())
                .addAllPreviousTransactions(drawn.previous())
                .addScripts(Scripts.scriptPubKey(random))
                .addKeyOrigins(PsbtKeyOrigin.newBuilder()
                        .setPublicKey(Keys.publicKey(random))
                        .setMasterFingerprint(Values.bytes(random, 4))
                        .setPath(Keys.path(random, true)))
                .addRecords(PsbtRecord.newBuilder()
                        .setMap(PsbtMap.PSBT_MAP_INPUT)
                        .setKey(ByteString.fromHex("fc016100"))
                        .setValue(Values.bytes(random, 5)))
                .build();
    }

    static DecodePsbtRequest decode(RandomGenerator random) {
        return DecodePsbtRequest.newBuilder()
                .setNetwork(Network.NETWORK_REGTEST)
                .setPsbt(Psbts.any(random).psbt())
                .build();
    }

    static AnalyzePsbtRequest analyze(RandomGenerator random) {
        return AnalyzePsbtRequest.newBuilder().setPsbt(Psbts.any(random).psbt()).build();
    }

    static CombinePsbtRequest combine(RandomGenerator random) {
        ByteString psbt = Psbts.any(random).psbt();
        return CombinePsbtRequest.newBuilder().addPsbts(psbt).addPsbts(psbt).build();
    }

    static ConvertPsbtRequest convert(RandomGenerator random) {
        ConvertPsbtRequest.Builder request =
                ConvertPsbtRequest.newBuilder().setPsbtVersion(version(random)).setDropSignatures(true);
        return random.nextInt(3) == 0
                ? request.setRawTransaction(Transactions.any(random)).build()
                : request.setPsbt(Psbts.any(random).psbt()).build();
    }

    static FinalizePsbtRequest finish(RandomGenerator random) {
        return FinalizePsbtRequest.newBuilder()
                .setPsbt(Psbts.any(random).psbt())
                .setExtract(random.nextBoolean())
                .build();
    }

    static ExtractTransactionRequest extract(RandomGenerator random) {
        return ExtractTransactionRequest.newBuilder()
                .setPsbt(Psbts.finished(random).psbt())
                .build();
    }

    static SignPsbtRequest sign(RandomGenerator random) {
        Psbts drawn = Psbts.any(random);
        return SignPsbtRequest.newBuilder()
                .setPsbt(drawn.psbt())
                .addAllPrivateKeys(drawn.keys())
                .addAllowedSighashTypes(1 + random.nextInt(3))
                .addAllowedSighashTypes(0x83)
                .build();
    }

    private static PsbtVersion version(RandomGenerator random) {
        return random.nextBoolean() ? PsbtVersion.PSBT_VERSION_BIP174 : PsbtVersion.PSBT_VERSION_BIP370;
    }
}
