package turnout.nativeimpl.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.EncodeAddressRequest;
import turnout.script.v1.WitnessProgram;

class EncodeAddressTest {

    private static final ByteString HASH = ByteString.fromHex("9a1c78a507689f6f54b847ad1cef1e614ee23f1e");

    @Test
    void encodesScriptsHashesAndWitnessPrograms() throws Refusal {
        ByteString script = ByteString.fromHex("76a914").concat(HASH).concat(ByteString.fromHex("88ac"));

        assertThat(address(request().setPubkeyHash(HASH)))
                .isEqualTo(address(request().setScriptPubKey(script)))
                .startsWith("1");
        assertThat(address(request().setScriptHash(HASH))).startsWith("3");
        assertThat(address(witness(0, HASH))).startsWith("bc1q");
        assertThat(address(witness(1, ByteString.fromHex("4e73")))).isEqualTo("bc1pfeessrawgf");
    }

    @Test
    void hasNoAddressForAScriptWithoutOne() throws Refusal {
        assertThat(address(request().setScriptPubKey(ByteString.fromHex("51")))).isEmpty();
    }

    @Test
    void refusesWhatNoOutputHas() {
        assertThat(refused(request())).isEqualTo(new Refused(Reason.FIELD_REQUIRED, "destination"));
        assertThat(refused(request().setPubkeyHash(HASH.substring(1))))
                .isEqualTo(new Refused(Reason.DESTINATION_INVALID, "pubkey_hash"));
        assertThat(refused(request().setScriptHash(ByteString.EMPTY)))
                .isEqualTo(new Refused(Reason.DESTINATION_INVALID, "script_hash"));
        assertThat(refused(witness(17, HASH))).isEqualTo(new Refused(Reason.DESTINATION_INVALID, "witness.version"));
        assertThat(refused(witness(0, HASH.substring(1))))
                .isEqualTo(new Refused(Reason.DESTINATION_INVALID, "witness.program"));
        assertThat(refused(witness(2, ByteString.copyFrom(new byte[41]))))
                .isEqualTo(new Refused(Reason.DESTINATION_INVALID, "witness.program"));
    }

    private static EncodeAddressRequest.Builder request() {
        return EncodeAddressRequest.newBuilder().setNetwork(Network.NETWORK_MAINNET);
    }

    private static EncodeAddressRequest.Builder witness(int version, ByteString program) {
        return request()
                .setWitness(WitnessProgram.newBuilder().setVersion(version).setProgram(program));
    }

    private static String address(EncodeAddressRequest.Builder request) throws Refusal {
        return EncodeAddress.answer(request.build()).getAddress();
    }

    private static Refused refused(EncodeAddressRequest.Builder request) {
        return Refused.by(() -> EncodeAddress.answer(request.build()));
    }
}
