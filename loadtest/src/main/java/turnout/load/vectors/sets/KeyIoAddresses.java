package turnout.load.vectors.sets;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.ScriptServiceGrpc;
import turnout.script.v1.ValidateAddressRequest;
import turnout.script.v1.ValidateAddressResponse;

/** Addresses and their scripts; the case of each is flipped too, which is valid only where the set says so. */
final class KeyIoAddresses {

    private KeyIoAddresses() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("core/key_io_valid.json").valueStream().flatMap(vector -> {
            JsonNode about = vector.get(2);
            String text = vector.get(0).stringValue();
            if (about.get("isPrivkey").booleanValue()) {
                return Stream.empty();
            }
            Network network = CoreJson.network(about.get("chain").stringValue());
            ByteString script = CoreJson.bytes(vector.get(1));
            boolean flips = about.path("tryCaseFlip").booleanValue(false);
            return Stream.of(
                    address(text, text, network, true, script),
                    address(text + " flipped", flipped(text), network, flips, script));
        });
    }

    private static VectorCase address(String name, String text, Network network, boolean valid, ByteString script) {
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getValidateAddressMethod(),
                ValidateAddressRequest.newBuilder()
                        .setAddress(text)
                        .setNetwork(network)
                        .build(),
                Expectation.reply(
                        ValidateAddressResponse.parser(),
                        (reply, check) -> check.same("valid", valid, reply.getValid())
                                .same("scriptPubKey", valid ? script : ByteString.EMPTY, reply.getScriptPubKey())));
    }

    private static String flipped(String text) {
        StringBuilder flipped = new StringBuilder();
        text.chars()
                .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                .forEach(c -> flipped.append((char) c));
        return flipped.toString();
    }
}
