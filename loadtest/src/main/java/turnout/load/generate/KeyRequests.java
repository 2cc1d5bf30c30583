package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.random.RandomGenerator;
import turnout.bitcoin.v1.Network;
import turnout.keys.v1.ComputeTaprootKeyRequest;
import turnout.keys.v1.GenerateMnemonicRequest;
import turnout.keys.v1.Language;
import turnout.keys.v1.MnemonicToSeedRequest;
import turnout.keys.v1.ParseExtendedKeyRequest;
import turnout.keys.v1.ParsePrivateKeyRequest;
import turnout.keys.v1.TweakKeyRequest;

/** Requests about keys and mnemonics. */
final class KeyRequests {

    /** Of BIP39's own text. */
    private static final String[] MNEMONICS = {
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
        "legal winner thank year wave sausage worth useful legal winner thank yellow",
        "letter advice cage absurd amount doctor acoustic avoid letter advice cage above",
        "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong"
    };

    private static final ByteString[] PRIVATE_VERSIONS = {
        ByteString.fromHex("0488ade4"),
        ByteString.fromHex("04358394"),
        ByteString.fromHex("049d7878"),
        ByteString.fromHex("04b2430c"),
        ByteString.fromHex("0295b005"),
        ByteString.fromHex("02aa7a99"),
        ByteString.fromHex("044a4e28"),
        ByteString.fromHex("045f18bc")
    };

    private static final int WIF_MAINNET = 0x80;
    private static final int WIF_TEST = 0xef;

    private KeyRequests() {}

    static GenerateMnemonicRequest generateMnemonic(RandomGenerator random) {
        return GenerateMnemonicRequest.newBuilder()
                .setEntropy(Values.bytes(random, 16 + 4 * random.nextInt(5)))
                .setLanguage(Language.forNumber(1 + random.nextInt(12)))
                .build();
    }

    static MnemonicToSeedRequest mnemonicToSeed(RandomGenerator random) {
        return MnemonicToSeedRequest.newBuilder()
                .setMnemonic(MNEMONICS[random.nextInt(MNEMONICS.length)])
                .setPassphrase(Values.text(random, random.nextInt(12)))
                .build();
    }

    static ParseExtendedKeyRequest parseExtendedKey(RandomGenerator random) {
        boolean root = random.nextInt(3) == 0;
        ByteString place = root
                ? ByteString.copyFrom(new byte[9])
                : ByteString.copyFrom(new byte[] {(byte) (1 + random.nextInt(255))})
                        .concat(Values.bytes(random, 8));
        return ParseExtendedKeyRequest.newBuilder()
                .setExtendedKey(Addresses.base58check(PRIVATE_VERSIONS[random.nextInt(PRIVATE_VERSIONS.length)]
                        .concat(place)
                        .concat(Values.bytes(random, 32))
                        .concat(ByteString.copyFrom(new byte[1]))
                        .concat(Keys.privateKey(random))))
                .build();
    }

    static ParsePrivateKeyRequest parsePrivateKey(RandomGenerator random) {
        Network network = Networks.any(random);
        boolean compressed = random.nextBoolean();
        ByteString key = Keys.privateKey(random);
        return ParsePrivateKeyRequest.newBuilder()
                .setNetwork(network)
                .setPrivateKey(Addresses.base58(
                        network == Network.NETWORK_MAINNET ? WIF_MAINNET : WIF_TEST,
                        compressed ? key.concat(ByteString.copyFrom(new byte[] {1})) : key))
                .build();
    }

    static TweakKeyRequest tweakKey(RandomGenerator random) {
        TweakKeyRequest.Builder request = TweakKeyRequest.newBuilder().setTweak(Keys.privateKey(random));
        return switch (random.nextInt(3)) {
            case 0 -> request.setPublicKey(Keys.publicKey(random)).build();
            case 1 ->
                request.setXOnlyPublicKey(Keys.publicKey(random).substring(1)).build();
            default -> request.setPrivateKey(Keys.privateKey(random)).build();
        };
    }

    static ComputeTaprootKeyRequest computeTaprootKey(RandomGenerator random) {
        ComputeTaprootKeyRequest.Builder request = ComputeTaprootKeyRequest.newBuilder()
                .setMerkleRoot(random.nextBoolean() ? ByteString.EMPTY : Values.bytes(random, 32));
        return random.nextBoolean()
                ? request.setPrivateKey(Keys.privateKey(random)).build()
                : request.setXOnlyPublicKey(Keys.publicKey(random).substring(1)).build();
    }
}
