package turnout.e2e;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Network;
import turnout.chain.v1.BlockVerbosity;
import turnout.chain.v1.GetBlockHeaderRequest;
import turnout.chain.v1.GetBlockRequest;
import turnout.chain.v1.GetTransactionRequest;
import turnout.chain.v1.ScanBlocksRequest;
import turnout.keys.v1.DeriveAddressRequest;
import turnout.keys.v1.DeriveKeyRequest;
import turnout.keys.v1.Language;
import turnout.keys.v1.Purpose;
import turnout.keys.v1.ValidateMnemonicRequest;
import turnout.script.v1.DecodeScriptRequest;
import turnout.script.v1.DecodeTransactionRequest;
import turnout.script.v1.ValidateAddressRequest;
import turnout.script.v1.VerifyMessageRequest;

/** At least twenty requests for each operation, about half of them good. */
final class Requests {

    static final String CHAIN = "turnout.chain.v1.ChainService/";
    static final String SCRIPT = "turnout.script.v1.ScriptService/";
    static final String KEYS = "turnout.keys.v1.KeysService/";

    /** BIP32's first test vector and the abandon-about account of BIP84. */
    private static final String XPRV =
            "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";

    private static final String XPUB =
            "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8";

    private static final String MNEMONIC =
            "abandon abandon abandon abandon abandon abandon abandon abandon abandon" + " abandon abandon about";

    /** A field of a message that ends before its value does. */
    private static final byte[] CUT_OFF = {0x0a, 0x05, 'x'};

    private final Map<String, List<byte[]>> all = new TreeMap<>();

    private Requests() {}

    static Map<String, List<byte[]>> all() {
        Requests requests = new Requests();
        requests.chain();
        new ChainRequests(requests::add).addAll();
        requests.script();
        requests.keys();
        return requests.all;
    }

    private void chain() {
        List<JsonNode> blocks = Recorded.entries("blocks.json");
        List<JsonNode> transactions = Recorded.entries("transactions.json");
        for (int i = 0; i < 10; i++) {
            raw(CHAIN + "GetChainInfo", new byte[0]);
            raw(CHAIN + "GetChainInfo", CUT_OFF);
            raw(CHAIN + "GetMempoolInfo", CUT_OFF);
            add(CHAIN + "GetBlockHeader", header(11 * i));
            add(CHAIN + "GetBlockHeader", header(116 + i));
            String hash = blocks.get(i).get("hash").stringValue();
            BlockVerbosity verbosity = BlockVerbosity.forNumber(i % 4);
            add(
                    CHAIN + "GetBlock",
                    GetBlockRequest.newBuilder().setBlockHash(hash).setVerbosity(verbosity));
            add(CHAIN + "GetBlock", GetBlockRequest.newBuilder().setBlockHash(bad(hash, i)));
            String txid = transactions.get(i).get("txid").stringValue();
            add(CHAIN + "GetTransaction", GetTransactionRequest.newBuilder().setTxid(txid));
            add(CHAIN + "GetTransaction", GetTransactionRequest.newBuilder().setTxid(bad(txid, i)));
            add(
                    CHAIN + "ScanBlocks",
                    ScanBlocksRequest.newBuilder()
                            .setFromHeight(10 * i)
                            .setToHeight(10 * i + 3)
                            .setVerbosity(verbosity));
            add(
                    CHAIN + "ScanBlocks",
                    ScanBlocksRequest.newBuilder().setFromHeight(10 + i).setToHeight(i));
        }
        add(CHAIN + "GetBlockHeader", GetBlockHeaderRequest.newBuilder());
        add(CHAIN + "GetBlock", GetBlockRequest.newBuilder().setHeight(1).setVerbosityValue(99));
        add(
                CHAIN + "ScanBlocks",
                ScanBlocksRequest.newBuilder().setFromHeight(500).setToHeight(501));
    }

    private static GetBlockHeaderRequest.Builder header(int height) {
        return GetBlockHeaderRequest.newBuilder().setHeight(height);
    }

    /** A hash that is absent, too short, or no hash. */
    private static String bad(String hash, int i) {
        return switch (i % 3) {
            case 0 -> "00" + hash.substring(2, 62) + "ff";
            case 1 -> hash.substring(1);
            default -> "zz" + hash.substring(2);
        };
    }

    private void script() {
        List<JsonNode> transactions = Recorded.entries("transactions.json");
        List<JsonNode> scripts = Recorded.entries("decodescript.json");
        List<JsonNode> addresses = Recorded.entries("validateaddress_regtest.json");
        for (int i = 0; i < 30; i++) {
            ByteString transaction = Hex.bytes(transactions.get(i).get("hex").stringValue());
            add(SCRIPT + "DecodeTransaction", transaction(transaction, Network.NETWORK_REGTEST));
            add(
                    SCRIPT + "DecodeTransaction",
                    i % 3 == 0
                            ? transaction(transaction, Network.NETWORK_UNSPECIFIED)
                            : transaction(transaction.substring(i % 7 + 1), Network.NETWORK_REGTEST));
        }
        for (int i = 0; i < scripts.size(); i++) {
            ByteString script = Hex.bytes(scripts.get(i).get("hex").stringValue());
            add(SCRIPT + "DecodeScript", script(script).setNetwork(Network.NETWORK_REGTEST));
            add(SCRIPT + "DecodeScript", script(script).setNetworkValue(i % 2 * 77));
        }
        for (int i = 0; i < addresses.size(); i++) {
            String address = addresses.get(i).get("address").stringValue();
            add(SCRIPT + "ValidateAddress", address(address).setNetwork(Network.NETWORK_REGTEST));
            add(SCRIPT + "ValidateAddress", address(address).setNetworkValue(i % 2 * 99));
        }
        messages();
    }

    private static DecodeTransactionRequest.Builder transaction(ByteString raw, Network network) {
        return DecodeTransactionRequest.newBuilder().setRawTransaction(raw).setNetwork(network);
    }

    private static DecodeScriptRequest.Builder script(ByteString script) {
        return DecodeScriptRequest.newBuilder().setScript(script);
    }

    private static ValidateAddressRequest.Builder address(String address) {
        return ValidateAddressRequest.newBuilder().setAddress(address);
    }

    private void messages() {
        // Signed by the recorded node with the key of this address.
        var signed = VerifyMessageRequest.newBuilder()
                .setAddress("mjTkW3DjgyZck4KbiRusZsqTgaYTxdSz6z")
                .setSignature(
                        "IKC+Ijl/SSZ+8GIt8RfXjZa/tzuYFEzIzAyxpvUf48D8AjUYXGAZKz3JfJVta+NUzDlZdMmJIa5rLtdE0ChWEfs=")
                .setMessage("hello")
                .setNetwork(Network.NETWORK_REGTEST);
        for (int i = 0; i < 10; i++) {
            add(SCRIPT + "VerifyMessage", signed.clone().setMessage(i == 0 ? "hello" : "hello " + i));
            add(
                    SCRIPT + "VerifyMessage",
                    switch (i % 5) {
                        case 0 -> signed.clone().setSignature("not base64 " + i);
                        case 1 -> signed.clone().setAddress("");
                        case 2 -> signed.clone().setAddress("bcrt1q6rz28mcfaxtmd6v789l9rrlrusdprr9pz3cppk");
                        case 3 -> signed.clone().setNetwork(Network.NETWORK_MAINNET);
                        default -> signed.clone().setAddress("mjTkW3DjgyZck4KbiRusZsqTgaYTxdSz6y");
                    });
        }
    }

    private void keys() {
        String[] paths = {"", "m", "m/0", "0/1", "m/0h", "m/0'/1", "m/2147483647H", "/1/2/3", "m/44h/0h/0h/0/7", "m/1"};
        String[] badPaths = {"m/", "x", "m//1", "m/2147483648", "m/-1", "0h", "M/1", "m/1h'", "m/ 1", "m/1h/2h"};
        for (int i = 0; i < 10; i++) {
            add(
                    KEYS + "DeriveKey",
                    DeriveKeyRequest.newBuilder().setExtendedKey(XPRV).setPath(paths[i]));
            add(
                    KEYS + "DeriveKey",
                    DeriveKeyRequest.newBuilder().setExtendedKey(XPUB).setPath(badPaths[i]));
            Purpose purpose = Purpose.values()[1 + i % 4];
            add(
                    KEYS + "DeriveAddress",
                    child(i, purpose, Network.NETWORK_MAINNET).setChange(i % 2 == 1));
            add(
                    KEYS + "DeriveAddress",
                    switch (i % 4) {
                        case 0 -> child(i, purpose, Network.NETWORK_REGTEST);
                        case 1 -> child(-1 - i, purpose, Network.NETWORK_MAINNET);
                        case 2 -> child(i, Purpose.PURPOSE_UNSPECIFIED, Network.NETWORK_MAINNET);
                        default -> child(i, purpose, Network.NETWORK_MAINNET).setAccountKey(XPUB + "1");
                    });
            add(KEYS + "ValidateMnemonic", mnemonic(MNEMONIC.replace("about", i == 0 ? "about" : "abouy" + i)));
            add(
                    KEYS + "ValidateMnemonic",
                    i % 2 == 0 ? mnemonic("") : mnemonic(MNEMONIC).setLanguageValue(50 + i));
        }
        add(
                KEYS + "DeriveKey",
                DeriveKeyRequest.newBuilder()
                        .setSeed(Hex.bytes("000102030405060708090a0b0c0d0e0f"))
                        .setPath("m/0h/1")
                        .setNetwork(Network.NETWORK_MAINNET));
        add(KEYS + "ValidateMnemonic", mnemonic(MNEMONIC).setLanguage(Language.LANGUAGE_FRENCH));
    }

    private static DeriveAddressRequest.Builder child(int index, Purpose purpose, Network network) {
        return DeriveAddressRequest.newBuilder()
                .setAccountKey(XPUB)
                .setPurpose(purpose)
                .setIndex(index)
                .setNetwork(network);
    }

    private static ValidateMnemonicRequest.Builder mnemonic(String words) {
        return ValidateMnemonicRequest.newBuilder().setMnemonic(words);
    }

    private void add(String method, MessageLite.Builder request) {
        raw(method, request.build().toByteArray());
    }

    private void raw(String method, byte[] request) {
        all.computeIfAbsent(method, name -> new ArrayList<>()).add(request);
    }
}
