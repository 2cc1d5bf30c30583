package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.load.vectors.Check;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.ScriptServiceGrpc;
import turnout.script.v1.ValidateAddressRequest;
import turnout.script.v1.ValidateAddressResponse;

/** What a regtest node's validateaddress says; its texts of errors are not compared, the places of errors are. */
final class RecordedAddresses {

    private RecordedAddresses() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("recorded/validateaddress_regtest.json")
                .valueStream()
                .map(vector -> {
                    JsonNode expected = vector.get("out").get("result");
                    return VectorCase.of(
                            vector.get("address").stringValue(),
                            ScriptServiceGrpc.getValidateAddressMethod(),
                            ValidateAddressRequest.newBuilder()
                                    .setAddress(vector.get("address").stringValue())
                                    .setNetwork(Network.NETWORK_REGTEST)
                                    .build(),
                            Expectation.reply(
                                    ValidateAddressResponse.parser(), (reply, check) -> check(expected, reply, check)));
                });
    }

    private static void check(JsonNode expected, ValidateAddressResponse reply, Check check) {
        check.same("isvalid", expected.get("isvalid").booleanValue(), reply.getValid());
        List<Integer> places = expected.path("error_locations")
                .valueStream()
                .map(JsonNode::intValue)
                .toList();
        check.same("error_locations", places, reply.getErrorLocationsList());
        check.sameHex("scriptPubKey", expected.path("scriptPubKey").stringValue(""), reply.getScriptPubKey())
                .same("isscript", expected.path("isscript").booleanValue(false), reply.getIsScript())
                .same("iswitness", expected.path("iswitness").booleanValue(false), reply.getIsWitness())
                .same("witness_version", expected.path("witness_version").intValue(0), reply.getWitnessVersion())
                .sameHex(
                        "witness_program", expected.path("witness_program").stringValue(""), reply.getWitnessProgram());
    }
}
