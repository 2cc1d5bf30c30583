package turnout.nativeimpl.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.CoreJson;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.descriptor.Descriptor;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.DeriveAddressesRequest;
import turnout.script.v1.DerivedOutput;
import turnout.script.v1.ParseDescriptorRequest;
import turnout.script.v1.ParseDescriptorResponse;

class DescriptorOperationsTest {

    private static final String XPUB =
            "xpub6ERApfZwUNrhLCkDtcHTcxd75RbzS1ed54G1LkBUHQVHQKqhMkhgbmJbZRkrgZw4koxb5JaHWkY4ALHY2grBGRjaDMzQLcgJvLJuZZvRcEL";
    private static final String XPRV =
            "xprvA1RpRA33e1JQ7ifknakTFpgNXPmW2YvmhqLQYMmrj4xJXXWYpDPS3xz7iAxn8L39njGVyuoseXzU6rcxFLJ8HFsTjSyQbLYnMpCqE2VbFWc";
    private static final String KEY = "03a34b99f22c790c4e36b2b3c2c35a36db06226e41c692fc82b8b56ac1c540c5bd";
    private static final Set<String> BAD_CHECKSUMS = Set.of(
            "Missing checksum",
            "Too long checksum (9 chars)",
            "Too short checksum (7 chars)",
            "Error in payload",
            "Error in checksum",
            "Invalid characters in payload");

    @Test
    void readsAndDerivesEveryDescriptorOfTheBips() throws Refusal {
        int derived = 0;
        for (var bip : Vectors.json("bips/descriptors_bip380_390.json").properties()) {
            for (JsonNode vector : bip.getValue().get("valid")) {
                if (BAD_CHECKSUMS.contains(vector.get("note").stringValue())) {
                    continue;
                }
                String text = text(bip.getKey(), vector);
                List<String> expected = vector.get("scripts")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList();
                ParseDescriptorResponse parsed = parse(text);
                if (bip.getKey().equals("bip389")) {
                    // Printed with private keys there, and never by us.
                    assertThat(parsed.getMultipathExpansionList()).hasSameSizeAs(expected);
                    for (int i = 0; i < expected.size(); i++) {
                        assertThat(parsed.getMultipathExpansion(i))
                                .isEqualTo(parse(expected.get(i)).getOutputDescriptor());
                    }
                } else if (!expected.isEmpty()) {
                    int perIndex = text.startsWith("combo(") ? 4 : 1;
                    int count = parsed.getIsRange() ? expected.size() / perIndex : 1;
                    assertThat(derive(text, 0, count))
                            .extracting(output -> CoreJson.hex(output.getScriptPubKey()))
                            .as(text)
                            .isEqualTo(expected);
                    derived++;
                }
            }
        }
        assertThat(derived).isEqualTo(63);
    }

    @Test
    void refusesEveryBadDescriptorOfTheBips() {
        for (var bip : Vectors.json("bips/descriptors_bip380_390.json").properties()) {
            for (JsonNode vector : bip.getValue().get("invalid")) {
                assertThat(refused(text(bip.getKey(), vector)))
                        .as(vector.toString())
                        .isEqualTo(new Refused(Reason.DESCRIPTOR_INVALID, "output_descriptor"));
            }
        }
    }

    private static String text(String bip, JsonNode vector) {
        String text = vector.get("descriptor").stringValue();
        return bip.equals("bip380") && !text.startsWith("raw(") ? "pk(" + text + ")" : text;
    }

    @Test
    void refusesMiniscriptByTheWrittenRule() {
        Refused miniscript = new Refused(Reason.MINISCRIPT_UNSUPPORTED, "output_descriptor");
        Refused invalid = new Refused(Reason.DESCRIPTOR_INVALID, "output_descriptor");

        assertThat(refused("wsh(and_v(v:pk(" + KEY + "),older(144)))")).isEqualTo(miniscript);
        assertThat(refused("wsh(0")).isEqualTo(miniscript);
        assertThat(refused("sh(wsh(sc:pk_k(" + KEY + ")))")).isEqualTo(miniscript);
        assertThat(refused("tr(" + KEY + ",{pk(" + KEY + "),v:multi_a(1," + KEY + ")})"))
                .isEqualTo(miniscript);
        assertThat(refused("wsh(x:pk(" + KEY + "))")).isEqualTo(invalid);
        assertThat(refused("sh(older(1))")).isEqualTo(invalid);
        assertThat(refused("tr(x,0)")).isEqualTo(invalid);
    }

    @Test
    void tellsAWrongChecksumFromAWrongDescriptor() {
        assertThat(refused("raw(deedbeef)#89f8spxm"))
                .isEqualTo(new Refused(Reason.DESCRIPTOR_CHECKSUM_INVALID, "output_descriptor"));
        assertThat(refused("raw(Ü)#00000000")).isEqualTo(new Refused(Reason.DESCRIPTOR_INVALID, "output_descriptor"));
    }

    @Test
    void answersNoPrivateKey() throws Exception {
        String text = "wsh(multi(1," + XPRV + "/0h/<0;1>/*,L4rK1yDtCWekvXuE6oXD9jCYfFNV2cWRpVuPLBcCU2z8TrisoyY1))";
        ParseDescriptorResponse parsed = parse(text);

        assertThat(parsed.getHasPrivateKeys()).isTrue();
        assertThat(parsed.toString()).doesNotContain("xprv", "L4rK");
        assertThat(Descriptor.read(text, Chain.MAIN).toString()).isEqualTo("Descriptor[Wsh]");
    }

    @Test
    void quotesNoDescriptorInARefusal() {
        for (String text : List.of("pkh(" + XPRV + "/x)", "pk(" + XPRV + ")#00000000", "foo(" + XPRV + ")")) {
            try {
                throw new AssertionError("answered: " + parse(text));
            } catch (Refusal refusal) {
                assertThat(refusal.text()).doesNotContain(XPRV.substring(0, 20));
            }
        }
    }

    @Test
    void limitsAPageBeforeItWorks() throws Refusal {
        String ranged = "wpkh(" + XPUB + "/*)";
        String wide = "wsh(multi(1" + ("," + XPUB + "/<0;1>/*").repeat(20) + "))";

        assertThat(derive(ranged, Integer.MAX_VALUE - 1, 2)).hasSize(2);
        assertThat(derive(ranged, 0, 1_000)).hasSize(1_000);
        assertThat(refused(ranged, -1, 1)).isEqualTo(new Refused(Reason.INDEX_INVALID, "first_index"));
        assertThat(refused(ranged, Integer.MAX_VALUE, 2)).isEqualTo(new Refused(Reason.INDEX_INVALID, "count"));
        assertThat(refused(ranged, 0, 1_000_000_000)).isEqualTo(new Refused(Reason.LIMIT_EXCEEDED, "count"));
        assertThat(refused(wide, 0, 1_000)).isEqualTo(new Refused(Reason.LIMIT_EXCEEDED, "count"));
        assertThat(refused("pk(" + KEY + ")", 1, 1))
                .isEqualTo(new Refused(Reason.DESCRIPTOR_NOT_RANGED, "first_index"));
        assertThat(refused("pk(" + KEY + ")", 0, 2)).isEqualTo(new Refused(Reason.DESCRIPTOR_NOT_RANGED, "count"));
        assertThat(refused("raw(" + "00".repeat(65_536) + ")"))
                .isEqualTo(new Refused(Reason.LIMIT_EXCEEDED, "output_descriptor"));
    }

    @Test
    void readsTreesOf128LevelsAndNotOneMore() throws Refusal {
        assertThat(derive(nested(128), 0, 0)).hasSize(1);
        assertThat(refused(nested(129))).isEqualTo(new Refused(Reason.DESCRIPTOR_INVALID, "output_descriptor"));
    }

    private static String nested(int depth) {
        String leaf = "pk(" + KEY + ")";
        return "tr(" + KEY + "," + "{".repeat(depth) + leaf + ("," + leaf + "}").repeat(depth) + ")";
    }

    @Test
    void needsThePrivateKeyForHardenedSteps() throws Refusal {
        assertThat(derive("pkh(" + XPRV + "/1h/*h)", 7, 1)).hasSize(1);
        assertThat(refused("pkh(" + XPUB + "/1h/*)", 0, 1))
                .isEqualTo(new Refused(Reason.HARDENED_FROM_PUBLIC, "output_descriptor"));
        assertThat(refused("pkh(" + XPUB + "/0".repeat(255) + "/*)", 0, 1))
                .isEqualTo(new Refused(Reason.CHILD_NOT_DERIVABLE, "output_descriptor"));
    }

    @Test
    void derivesTheSameFromThePublicForm() throws Refusal {
        String text = "tr(" + XPRV + "/<3;4>/*,{pkh(" + XPRV + "/*),multi_a(1," + XPRV + "/2)})";
        List<DerivedOutput> both = derive(text, 5, 2);

        assertThat(derive(parse(text).getMultipathExpansion(1), 5, 2))
                .extracting(DerivedOutput::getAddress)
                .isEqualTo(both.subList(2, 4).stream()
                        .map(DerivedOutput::getAddress)
                        .toList());
    }

    private static ParseDescriptorResponse parse(String text) throws Refusal {
        return ParseDescriptor.answer(ParseDescriptorRequest.newBuilder()
                .setNetwork(Network.NETWORK_MAINNET)
                .setOutputDescriptor(text)
                .build());
    }

    private static List<DerivedOutput> derive(String text, int first, int count) throws Refusal {
        return DeriveAddresses.answer(DeriveAddressesRequest.newBuilder()
                        .setNetwork(Network.NETWORK_MAINNET)
                        .setOutputDescriptor(text)
                        .setFirstIndex(first)
                        .setCount(count)
                        .build())
                .getOutputsList();
    }

    private static Refused refused(String text) {
        return Refused.by(() -> parse(text));
    }

    private static Refused refused(String text, int first, int count) {
        return Refused.by(() -> derive(text, first, count));
    }
}
