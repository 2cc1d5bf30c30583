package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.stream.Stream;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.EncodeAddressRequest;
import turnout.script.v1.EncodeAddressResponse;
import turnout.script.v1.ScriptServiceGrpc;

/** The scripts of Core's valid addresses, encoded. */
final class KeyIoScripts {

    private KeyIoScripts() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("core/key_io_valid.json")
                .valueStream()
                .filter(vector -> !vector.get(2).get("isPrivkey").booleanValue())
                .map(vector -> {
                    String address = vector.get(0).stringValue();
                    return VectorCase.of(
                            address,
                            ScriptServiceGrpc.getEncodeAddressMethod(),
                            EncodeAddressRequest.newBuilder()
                                    .setNetwork(CoreJson.network(
                                            vector.get(2).get("chain").stringValue()))
                                    .setScriptPubKey(CoreJson.bytes(vector.get(1)))
                                    .build(),
                            Expectation.reply(
                                    EncodeAddressResponse.parser(),
                                    (reply, check) -> check.same("address", address, reply.getAddress())));
                });
    }
}
