package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.DeriveAddressesRequest;
import turnout.script.v1.DeriveAddressesResponse;
import turnout.script.v1.DerivedOutput;
import turnout.script.v1.ParseDescriptorRequest;
import turnout.script.v1.ParseDescriptorResponse;
import turnout.script.v1.ScriptServiceGrpc;

/** What a node's getdescriptorinfo and deriveaddresses answered; its miniscript is refused by our rule. */
final class RecordedDescriptors {

    private RecordedDescriptors() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        JsonNode recorded = corpus.json("recorded/descriptors.json");
        return Stream.iterate(0, i -> i < recorded.size(), i -> i + 1)
                .flatMap(i -> vector(i + " " + name(recorded.get(i)), recorded.get(i)));
    }

    private static String name(JsonNode vector) {
        String text = vector.get("descriptor").stringValue();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static Stream<VectorCase> vector(String name, JsonNode vector) {
        String descriptor = vector.get("descriptor").stringValue();
        JsonNode info = vector.get("info").path("result");
        if (descriptor.contains("and_v(")) {
            return Stream.of(
                    parse(name + " (miniscript)", descriptor, Expectation.refusedWith(Reason.MINISCRIPT_UNSUPPORTED)));
        }
        if (!info.isObject()) {
            return Stream.of(parse(
                    name,
                    descriptor,
                    Expectation.refusedWith(Reason.DESCRIPTOR_INVALID, Reason.DESCRIPTOR_CHECKSUM_INVALID)));
        }
        boolean ranged = info.get("isrange").booleanValue();
        return Stream.of(parse(name, descriptor, info(info)), derive(name + " derived", descriptor, ranged, vector));
    }

    private static Expectation info(JsonNode info) {
        return Expectation.reply(
                ParseDescriptorResponse.parser(),
                (reply, check) -> check.same(
                                "descriptor", info.get("descriptor").stringValue(), reply.getOutputDescriptor())
                        .same("checksum", info.get("checksum").stringValue(), reply.getChecksum())
                        .same("isrange", info.get("isrange").booleanValue(), reply.getIsRange())
                        .same("issolvable", info.get("issolvable").booleanValue(), reply.getIsSolvable())
                        .same("hasprivatekeys", info.get("hasprivatekeys").booleanValue(), reply.getHasPrivateKeys())
                        .same(
                                "multipath_expansion",
                                texts(info.path("multipath_expansion")),
                                reply.getMultipathExpansionList()));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }

    private static VectorCase parse(String name, String descriptor, Expectation expectation) {
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getParseDescriptorMethod(),
                ParseDescriptorRequest.newBuilder()
                        .setNetwork(Network.NETWORK_REGTEST)
                        .setOutputDescriptor(descriptor)
                        .build(),
                expectation);
    }

    /** Core leaves out scripts without an address, and fails where none has one. */
    private static VectorCase derive(String name, String descriptor, boolean ranged, JsonNode vector) {
        List<String> expected = vector.path("deriveaddresses")
                .path("result")
                .valueStream()
                .flatMap(entry -> entry.isArray() ? entry.valueStream() : Stream.of(entry))
                .map(JsonNode::stringValue)
                .toList();
        int count = ranged ? descriptor.contains("<0;1>") ? expected.size() / 2 : expected.size() : 1;
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getDeriveAddressesMethod(),
                DeriveAddressesRequest.newBuilder()
                        .setNetwork(Network.NETWORK_REGTEST)
                        .setOutputDescriptor(descriptor)
                        .setCount(count)
                        .build(),
                Expectation.reply(
                        DeriveAddressesResponse.parser(),
                        (reply, check) -> check.same(
                                "addresses",
                                expected,
                                reply.getOutputsList().stream()
                                        .map(DerivedOutput::getAddress)
                                        .filter(address -> !address.isEmpty())
                                        .toList())));
    }
}
