package turnout.nativeimpl.roles;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.keys.v1.PsbtUnsignedReason;
import turnout.keys.v1.SignPsbtRequest;
import turnout.keys.v1.SignPsbtResponse;
import turnout.nativeimpl.CoreJson;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.CombinePsbtRequest;
import turnout.script.v1.ConvertPsbtRequest;
import turnout.script.v1.DecodePsbtRequest;
import turnout.script.v1.DecodePsbtResponse;
import turnout.script.v1.FinalizePsbtRequest;
import turnout.script.v1.PsbtMap;
import turnout.script.v1.PsbtRecord;
import turnout.script.v1.PsbtVersion;
import turnout.script.v1.UpdatePsbtRequest;

class PsbtRolesTest {

    private static final ByteString UNKNOWN_KEY = ByteString.fromHex("f0aa");

    @Test
    void refusesWhatCoreRefuses() {
        JsonNode core = Vectors.json("core/rpc_psbt.json");
        List<String> invalid =
                core.get("invalid").valueStream().map(JsonNode::stringValue).toList();
        List<String> explained = core.get("invalid_with_msg")
                .valueStream()
                .map(pair -> pair.get(0).stringValue())
                .toList();

        // One of the first is no base64 at all.
        assertThat(invalid.stream().filter(PsbtRolesTest::isRefused)).hasSize(62);
        assertThat(explained).allMatch(PsbtRolesTest::isRefused);
    }

    @Test
    void writesWhatItReadsInOneOrder() throws Refusal {
        for (JsonNode psbt : Vectors.json("core/rpc_psbt.json").get("valid")) {
            ByteString canonical = combine(bytes(psbt), bytes(psbt));

            assertThat(combine(canonical)).isEqualTo(canonical);
            assertThat(decode(canonical).getInputsList())
                    .isEqualTo(decode(bytes(psbt)).getInputsList());
        }
    }

    @Test
    void takesEveryRecordedFlowFromTheFundedPsbtToTheTransaction() throws Refusal {
        String key = Vectors.json("recorded/README.json").get("master_tprv").stringValue();
        for (JsonNode flow : Vectors.json("recorded/psbt_flows.json")) {
            SignPsbtResponse signed = sign(bytes(flow.get("unsigned")), key);

            assertThat(signed.getPsbt()).isEqualTo(bytes(flow.get("signed_not_final")));
            assertThat(signed.getUnsignedInputsCount()).isZero();
            assertThat(CoreJson.hex(FinalizePsbt.answer(FinalizePsbtRequest.newBuilder()
                                    .setPsbt(signed.getPsbt())
                                    .setExtract(true)
                                    .build())
                            .getRawTransaction()))
                    .isEqualTo(flow.get("finalized_hex").stringValue());
        }
    }

    @Test
    void combinesInAnyOrderAndTwiceTheSame() throws Refusal {
        for (JsonNode flow : Vectors.json("recorded/psbt_flows.json")) {
            ByteString unsigned = bytes(flow.get("unsigned"));
            ByteString signed = bytes(flow.get("signed_not_final"));

            assertThat(combine(unsigned, signed)).isEqualTo(signed);
            assertThat(combine(signed, unsigned)).isEqualTo(signed);
            assertThat(combine(signed, signed)).isEqualTo(signed);
        }
    }

    @Test
    void convertsToTheOtherVersionAndBackWithoutLoss() throws Refusal {
        for (JsonNode flow : Vectors.json("recorded/psbt_flows.json")) {
            boolean old = flow.get("version").intValue() == 0;
            PsbtVersion own = old ? PsbtVersion.PSBT_VERSION_BIP174 : PsbtVersion.PSBT_VERSION_BIP370;
            PsbtVersion other = old ? PsbtVersion.PSBT_VERSION_BIP370 : PsbtVersion.PSBT_VERSION_BIP174;
            ByteString signed = bytes(flow.get("signed_not_final"));

            assertThat(convert(convert(signed, other), own)).isEqualTo(signed);
        }
    }

    @Test
    void keepsRecordsThatItDoesNotKnow() throws Refusal {
        ByteString psbt = flow("g_wpkh");

        ByteString updated = UpdatePsbt.answer(put(psbt, UNKNOWN_KEY)).getPsbt();

        assertThat(decode(updated).getInputs(0).getUnknown(0).getKey()).isEqualTo(UNKNOWN_KEY);
        assertThat(decode(convert(updated, PsbtVersion.PSBT_VERSION_BIP370))
                        .getInputs(0)
                        .getUnknownCount())
                .isEqualTo(1);
    }

    @Test
    void refusesRecordsThatWouldMakeAnotherTransaction() {
        assertThat(Refused.by(() -> UpdatePsbt.answer(put(flow("g_wpkh"), ByteString.fromHex("0e")))))
                .isEqualTo(new Refused(Reason.PSBT_RECORD_INVALID, "records[0].key"));
    }

    @Test
    void doesNotSignAnAmountThatTheWholeTransactionDenies() throws Refusal {
        ByteString psbt = flow("g_wpkh");
        byte[] utxo = decode(psbt)
                .getInputs(0)
                .getWitnessUtxo()
                .getScriptPubKey()
                .getRaw()
                .toByteArray();
        ByteString wrong = ByteString.fromHex("0100000000000000")
                .concat(ByteString.copyFrom(new byte[] {(byte) utxo.length}))
                .concat(ByteString.copyFrom(utxo));
        UpdatePsbtRequest.Builder update = UpdatePsbtRequest.newBuilder().setPsbt(psbt);
        update.addRecordsBuilder()
                .setMap(PsbtMap.PSBT_MAP_INPUT)
                .setKey(ByteString.fromHex("01"))
                .setValue(wrong);

        SignPsbtResponse signed = sign(
                UpdatePsbt.answer(update.build()).getPsbt(),
                Vectors.json("recorded/README.json").get("master_tprv").stringValue());

        assertThat(signed.getSignaturesCount()).isZero();
        assertThat(signed.getUnsignedInputs(0).getReason())
                .isEqualTo(PsbtUnsignedReason.PSBT_UNSIGNED_REASON_UTXO_MISMATCH);
    }

    private static UpdatePsbtRequest put(ByteString psbt, ByteString key) {
        return UpdatePsbtRequest.newBuilder()
                .setPsbt(psbt)
                .addRecords(PsbtRecord.newBuilder()
                        .setMap(PsbtMap.PSBT_MAP_INPUT)
                        .setKey(key)
                        .setValue(ByteString.copyFrom(new byte[32])))
                .build();
    }

    private static ByteString flow(String wallet) {
        return Vectors.json("recorded/psbt_flows.json")
                .valueStream()
                .filter(flow -> flow.get("wallet").stringValue().equals(wallet)
                        && flow.get("version").intValue() == 0)
                .map(flow -> bytes(flow.get("unsigned")))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isRefused(String base64) {
        byte[] psbt;
        try {
            psbt = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return Refused.by(() -> decode(ByteString.copyFrom(psbt))).equals(new Refused(Reason.PSBT_MALFORMED, "psbt"));
    }

    private static DecodePsbtResponse decode(ByteString psbt) throws Refusal {
        return DecodePsbt.answer(DecodePsbtRequest.newBuilder()
                .setNetwork(Network.NETWORK_REGTEST)
                .setPsbt(psbt)
                .build());
    }

    private static ByteString combine(ByteString... psbts) throws Refusal {
        return CombinePsbt.answer(CombinePsbtRequest.newBuilder()
                        .addAllPsbts(List.of(psbts))
                        .build())
                .getPsbt();
    }

    private static ByteString convert(ByteString psbt, PsbtVersion version) throws Refusal {
        return ConvertPsbt.answer(ConvertPsbtRequest.newBuilder()
                        .setPsbt(psbt)
                        .setPsbtVersion(version)
                        .build())
                .getPsbt();
    }

    private static SignPsbtResponse sign(ByteString psbt, String extendedKey) throws Refusal {
        return SignPsbt.answer(SignPsbtRequest.newBuilder()
                .setPsbt(psbt)
                .addExtendedPrivateKeys(extendedKey)
                .build());
    }

    private static ByteString bytes(JsonNode base64) {
        return ByteString.copyFrom(Base64.getDecoder().decode(base64.stringValue()));
    }
}
