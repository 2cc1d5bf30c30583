package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.DeriveAddressesRequest;
import turnout.script.v1.DeriveAddressesResponse;
import turnout.script.v1.DerivedOutput;
import turnout.script.v1.ParseDescriptorRequest;
import turnout.script.v1.ParseDescriptorResponse;
import turnout.script.v1.ScriptServiceGrpc;

/** The descriptors that BIP380 to 387, 389 and 390 print, on mainnet; bare key expressions are put into pk(). */
final class BipDescriptors {

    // BIP380's text lists these among the good ones.
    private static final Set<String> BAD_CHECKSUMS = Set.of(
            "Missing checksum",
            "Too long checksum (9 chars)",
            "Too short checksum (7 chars)",
            "Error in payload",
            "Error in checksum",
            "Invalid characters in payload");

    private BipDescriptors() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("bips/descriptors_bip380_390.json")
                .propertyStream()
                .flatMap(bip -> Stream.concat(
                        cases(bip.getKey(), "valid", bip.getValue()), cases(bip.getKey(), "invalid", bip.getValue())));
    }

    private static Stream<VectorCase> cases(String bip, String kind, JsonNode lists) {
        JsonNode list = lists.get(kind);
        return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                .flatMap(i -> vector(bip + " " + kind + " " + i, bip, kind.equals("valid"), list.get(i)));
    }

    private static Stream<VectorCase> vector(String name, String bip, boolean valid, JsonNode vector) {
        String text = vector.get("descriptor").stringValue();
        String descriptor = bip.equals("bip380") && !text.startsWith("raw(") ? "pk(" + text + ")" : text;
        if (BAD_CHECKSUMS.contains(vector.get("note").stringValue())) {
            return Stream.of(parse(
                    name,
                    descriptor,
                    Expectation.refusedWith(Reason.DESCRIPTOR_CHECKSUM_INVALID, Reason.DESCRIPTOR_INVALID)));
        }
        if (!valid) {
            return Stream.of(parse(name, descriptor, Expectation.refusedWith(Reason.DESCRIPTOR_INVALID)));
        }
        List<String> expected =
                vector.get("scripts").valueStream().map(JsonNode::stringValue).toList();
        if (bip.equals("bip389")) {
            return multipath(name, descriptor, expected);
        }
        return Stream.concat(
                Stream.of(parse(name, descriptor, Expectation.anyReply())),
                expected.isEmpty() ? Stream.empty() : Stream.of(derive(name + " derived", descriptor, expected)));
    }

    /** The BIP writes the alternatives with their private keys, the canonical form has public ones: lengths only. */
    private static Stream<VectorCase> multipath(String name, String descriptor, List<String> expected) {
        boolean isPublic = !descriptor.contains("prv");
        return Stream.of(parse(name, descriptor, Expectation.reply(ParseDescriptorResponse.parser(), (reply, check) -> {
            check.same("alternatives", expected.size(), reply.getMultipathExpansionCount());
            if (isPublic) {
                check.same(
                        "expansion",
                        expected,
                        reply.getMultipathExpansionList().stream()
                                .map(text -> text.substring(0, text.indexOf('#')))
                                .toList());
            }
        })));
    }

    private static VectorCase parse(String name, String descriptor, Expectation expectation) {
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getParseDescriptorMethod(),
                ParseDescriptorRequest.newBuilder()
                        .setNetwork(Network.NETWORK_MAINNET)
                        .setOutputDescriptor(descriptor)
                        .build(),
                expectation);
    }

    /** The first indexes; combo() of an extended key has four scripts for each. */
    private static VectorCase derive(String name, String descriptor, List<String> expected) {
        boolean ranged = descriptor.contains("/*");
        int count = !ranged ? 1 : descriptor.startsWith("combo") ? expected.size() / 4 : expected.size();
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getDeriveAddressesMethod(),
                DeriveAddressesRequest.newBuilder()
                        .setNetwork(Network.NETWORK_MAINNET)
                        .setOutputDescriptor(descriptor)
                        .setCount(count)
                        .build(),
                Expectation.reply(
                        DeriveAddressesResponse.parser(),
                        (reply, check) -> check.same(
                                "scripts",
                                expected.stream().map(CoreJson::bytes).toList(),
                                reply.getOutputsList().stream()
                                        .map(DerivedOutput::getScriptPubKey)
                                        .toList())));
    }
}
