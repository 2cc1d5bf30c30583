package turnout.nativeimpl.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.bitcoin.v1.ScriptType;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.CoreJson;
import turnout.nativeimpl.Refused;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.codec.AddressReader;
import turnout.nativeimpl.codec.AddressReading;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.AddressError;
import turnout.script.v1.ValidateAddressRequest;
import turnout.script.v1.ValidateAddressResponse;

class ValidateAddressTest {

    @Test
    void saysWhatCoreSaysOfEveryRecordedAddress() throws Refusal {
        for (JsonNode vector : Vectors.json("recorded/validateaddress_regtest.json")) {
            String address = vector.get("address").stringValue();
            JsonNode expected = vector.get("out").get("result");
            ValidateAddressResponse answer = validate(address, Network.NETWORK_REGTEST);

            assertThat(answer.getValid())
                    .as(address)
                    .isEqualTo(expected.get("isvalid").booleanValue());
            if (answer.getValid()) {
                assertThat(CoreJson.hex(answer.getScriptPubKey()))
                        .isEqualTo(expected.get("scriptPubKey").stringValue());
                assertThat(answer.getIsWitness())
                        .isEqualTo(expected.get("iswitness").booleanValue());
                assertThat(answer.getIsScript())
                        .isEqualTo(expected.path("isscript").booleanValue(false));
                assertThat(answer.getWitnessVersion())
                        .isEqualTo(expected.path("witness_version").intValue(0));
                assertThat(CoreJson.hex(answer.getWitnessProgram()))
                        .isEqualTo(expected.path("witness_program").stringValue(""));
            } else {
                AddressReading.Invalid reading = (AddressReading.Invalid) AddressReader.read(address, Chain.REGTEST);
                assertThat(reading.message()).isEqualTo(expected.get("error").stringValue());
                assertThat(answer.getErrorLocationsList())
                        .isEqualTo(expected.get("error_locations")
                                .valueStream()
                                .map(JsonNode::intValue)
                                .toList());
            }
        }
    }

    @Test
    void readsEveryValidAddressOfCoresTestsAndTheCaseFlippedOnes() throws Refusal {
        for (JsonNode vector : Vectors.json("core/key_io_valid.json")) {
            JsonNode about = vector.get(2);
            if (about.get("isPrivkey").booleanValue()) {
                continue;
            }
            Network network = network(about.get("chain").stringValue());
            String address = vector.get(0).stringValue();

            assertThat(CoreJson.hex(validate(address, network).getScriptPubKey()))
                    .isEqualTo(vector.get(1).stringValue());
            boolean flips = about.path("tryCaseFlip").booleanValue(false);
            String flipped = flipped(address);
            assertThat(validate(flipped, network).getValid()).as(flipped).isEqualTo(flips);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', UNRECOGNIZED",
        "hello world, UNRECOGNIZED",
        "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi,"
                + " BASE58_CHECKSUM",
        "1FsSia9rv4NeEwvJ2GvXrX7LyxYspbN2mp, BASE58_CHECKSUM",
        "mzK2FFDEhxqHcmrJw1ysqFkVyhUULo45hZ, BASE58_PREFIX_OR_LENGTH",
        "tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx, BECH32_PREFIX",
        "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080, BECH32_PREFIX",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh, BECH32_VARIANT",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd, BECH32_VARIANT",
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3t4, BECH32_ENCODING",
        "bc1gmk9yu, WITNESS_PROGRAM",
        "bc1qr508d6qejxtdg4y5r3zarvaryv98gj9p, WITNESS_PROGRAM",
    })
    void namesWhatIsWrongWithATextOnMainnet(String text, String error) throws Refusal {
        ValidateAddressResponse answer = validate(text, Network.NETWORK_MAINNET);

        assertThat(answer.getValid()).isFalse();
        assertThat(answer.getError()).isEqualTo(AddressError.valueOf("ADDRESS_ERROR_" + error));
    }

    /** Texts and places of Core's test/functional/rpc_invalid_address_message.py. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bcrt1q049edschfnwystcqnsvyfpj23mpsg3jcedq9xv | 9",
                "BCRT1QPLMTZKC2XHARPPZDLNPAQL78RSHJ68U32RAH7R | 38",
                "bcrt1qax9suht3qv95sw33xavx8crpxduefdrsvgsklu | 22,43",
                "bcrt1q04oldschfnwystcqnsvyfpj23mpsg3jcedq9xv | 8",
                "bcrt1qdg3myrgvzw7ml8q0ejxhlkyxn7vl9r56yzkfgvzclrf4hkpx9yfqhpsuks | 19,30",
                "bcrtq049ldschfnwystcqnsvyfpj23mpsg3jcedq9xv | ''",
            })
    void locatesSubstitutionsWhereCoreDoes(String text, String locations) throws Refusal {
        ValidateAddressResponse answer = validate(text, Network.NETWORK_REGTEST);

        assertThat(answer.getError()).isEqualTo(AddressError.ADDRESS_ERROR_BECH32_ENCODING);
        assertThat(answer.getErrorLocationsList().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .isEqualTo(locations);
    }

    @Test
    void locatesEverySingleSubstitutionOfAnAddress() throws Refusal {
        String address = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
        for (int at = 3; at < address.length(); at++) {
            char wrong = address.charAt(at) == 'q' ? 'p' : 'q';
            String text = address.substring(0, at) + wrong + address.substring(at + 1);

            ValidateAddressResponse answer = validate(text, Network.NETWORK_MAINNET);

            assertThat(answer.getErrorLocationsList()).as(text).isEqualTo(List.of(at));
        }
    }

    @Test
    void countsBytesOfTheTextInLocations() throws Refusal {
        assertThat(validate("bc1é", Network.NETWORK_MAINNET).getErrorLocationsList())
                .containsExactly(3, 4);
        assertThat(validate("bc1" + "q".repeat(90), Network.NETWORK_MAINNET).getErrorLocationsList())
                .containsExactly(90, 91, 92);
    }

    @Test
    void knowsTheAnchor() throws Refusal {
        ValidateAddressResponse answer = validate("bc1pfeessrawgf", Network.NETWORK_MAINNET);

        assertThat(answer.getType()).isEqualTo(ScriptType.SCRIPT_TYPE_ANCHOR);
        assertThat(CoreJson.hex(answer.getScriptPubKey())).isEqualTo("51024e73");
        assertThat(answer.getIsScript()).isTrue();
    }

    @Test
    void skipsBlanksAroundBase58AsCoreDoes() throws Refusal {
        assertThat(validate(" 1FsSia9rv4NeEwvJ2GvXrX7LyxYspbN2mo\n", Network.NETWORK_MAINNET)
                        .getValid())
                .isTrue();
    }

    @Test
    void requiresANetwork() {
        assertThat(Refused.by(() -> ValidateAddress.answer(ValidateAddressRequest.getDefaultInstance())))
                .isEqualTo(new Refused(Reason.FIELD_REQUIRED, "network"));
    }

    private static ValidateAddressResponse validate(String address, Network network) throws Refusal {
        return ValidateAddress.answer(ValidateAddressRequest.newBuilder()
                .setAddress(address)
                .setNetwork(network)
                .build());
    }

    private static Network network(String chain) {
        return switch (chain) {
            case "main" -> Network.NETWORK_MAINNET;
            case "test" -> Network.NETWORK_TESTNET3;
            case "testnet4" -> Network.NETWORK_TESTNET4;
            case "signet" -> Network.NETWORK_SIGNET;
            case "regtest" -> Network.NETWORK_REGTEST;
            default -> throw new AssertionError("no chain: " + chain);
        };
    }

    private static String flipped(String text) {
        StringBuilder flipped = new StringBuilder();
        for (char character : text.toCharArray()) {
            flipped.append(
                    Character.isUpperCase(character)
                            ? Character.toLowerCase(character)
                            : Character.toUpperCase(character));
        }
        return flipped.toString();
    }
}
