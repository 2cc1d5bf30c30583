package turnout.load.vectors.sets;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.keys.v1.DeriveAddressRequest;
import turnout.keys.v1.DeriveAddressResponse;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.Purpose;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;

/** The accounts of BIP49, 84 and 86, and their first addresses. */
final class PurposeAddresses {

    private PurposeAddresses() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        JsonNode vectors = corpus.json("bips/bip49_84_86.json");
        String nested = values(vectors.get("bip49"), "account0Xpub").getFirst();
        List<String> witness = values(vectors.get("bip84"), "address");
        List<String> taproot = values(vectors.get("bip86"), "address");
        String zpub = values(vectors.get("bip84"), "xpub").getFirst();
        // The first two pairs of BIP86 are the root and the account.
        String xprv = values(vectors.get("bip86"), "xprv").getFirst();
        String xpub = values(vectors.get("bip86"), "xpub").getFirst();
        return Stream.of(
                first(
                                "bip49",
                                nested.substring(0, nested.indexOf(' ')),
                                Purpose.PURPOSE_BIP49,
                                Network.NETWORK_TESTNET3)
                        .expecting(last(values(vectors.get("bip49"), "address").getFirst())),
                first("bip84", zpub, Purpose.PURPOSE_BIP84, Network.NETWORK_MAINNET)
                        .expecting(witness.get(0)),
                first("bip84, second", zpub, Purpose.PURPOSE_BIP84, Network.NETWORK_MAINNET)
                        .at(false, 1)
                        .expecting(witness.get(1)),
                first("bip84, change", zpub, Purpose.PURPOSE_BIP84, Network.NETWORK_MAINNET)
                        .at(true, 0)
                        .expecting(witness.get(2)),
                first("bip86", xprv, Purpose.PURPOSE_BIP86, Network.NETWORK_MAINNET)
                        .expecting(taproot.get(0)),
                first("bip86, second", xpub, Purpose.PURPOSE_BIP86, Network.NETWORK_MAINNET)
                        .at(false, 1)
                        .expecting(taproot.get(1)),
                first("bip86, change", xpub, Purpose.PURPOSE_BIP86, Network.NETWORK_MAINNET)
                        .at(true, 0)
                        .expecting(taproot.get(2)));
    }

    private record Question(String name, DeriveAddressRequest request) {

        Question at(boolean change, int index) {
            return new Question(
                    name, request.toBuilder().setChange(change).setIndex(index).build());
        }

        VectorCase expecting(String address) {
            return VectorCase.of(
                    name,
                    KeysServiceGrpc.getDeriveAddressMethod(),
                    request,
                    Expectation.reply(
                            DeriveAddressResponse.parser(),
                            (reply, check) -> check.same("address", address, reply.getAddress())));
        }
    }

    private static Question first(String name, String account, Purpose purpose, Network network) {
        return new Question(
                name,
                DeriveAddressRequest.newBuilder()
                        .setAccountKey(account)
                        .setPurpose(purpose)
                        .setNetwork(network)
                        .build());
    }

    private static List<String> values(JsonNode pairs, String key) {
        return pairs.valueStream()
                .filter(pair -> pair.get(0).stringValue().strip().equals(key))
                .map(pair -> pair.get(1).stringValue())
                .toList();
    }

    /** The address of a formula: "base58check(…) = ADDRESS (testnet)". */
    private static String last(String formula) {
        return formula.substring(formula.indexOf(" = ") + 3, formula.lastIndexOf(' '));
    }
}
