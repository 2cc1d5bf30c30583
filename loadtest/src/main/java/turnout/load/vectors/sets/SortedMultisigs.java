package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.DeriveAddressesRequest;
import turnout.script.v1.DeriveAddressesResponse;
import turnout.script.v1.DerivedOutput;
import turnout.script.v1.ScriptServiceGrpc;

/** BIP67's 2-of-n scripts, as sh(sortedmulti()) of the unsorted keys. */
final class SortedMultisigs {

    private SortedMultisigs() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("core/rpc_bip67.json").valueStream().map(SortedMultisigs::vector);
    }

    private static VectorCase vector(JsonNode vector) {
        String keys =
                vector.get("keys").valueStream().map(JsonNode::stringValue).collect(Collectors.joining(","));
        return VectorCase.of(
                vector.get("address").stringValue(),
                ScriptServiceGrpc.getDeriveAddressesMethod(),
                DeriveAddressesRequest.newBuilder()
                        .setNetwork(Network.NETWORK_REGTEST)
                        .setOutputDescriptor("sh(sortedmulti(2," + keys + "))")
                        .build(),
                Expectation.reply(DeriveAddressesResponse.parser(), (reply, check) -> {
                    DerivedOutput output = reply.getOutputs(0);
                    check.same("script", CoreJson.bytes(vector.get("script")), output.getRedeemScript())
                            .same("address", vector.get("address").stringValue(), output.getAddress());
                }));
    }
}
