package turnout.load.laws;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.random.RandomGenerator;
import turnout.bitcoin.v1.Network;
import turnout.keys.v1.ComputeTaprootKeyRequest;
import turnout.keys.v1.ComputeTaprootKeyResponse;
import turnout.keys.v1.DeriveKeyRequest;
import turnout.keys.v1.DeriveKeyResponse;
import turnout.keys.v1.GenerateMnemonicRequest;
import turnout.keys.v1.GenerateMnemonicResponse;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.Language;
import turnout.keys.v1.TweakKeyRequest;
import turnout.keys.v1.TweakKeyResponse;
import turnout.keys.v1.ValidateMnemonicRequest;
import turnout.keys.v1.ValidateMnemonicResponse;
import turnout.load.generate.Keys;
import turnout.load.generate.Values;

/** Keys and mnemonics. */
final class KeyLaws {

    static final List<Law> ALL = List.of(
            new Law("derived then neutered is neutered then derived", KeyLaws::derivesWhatItNeuters),
            new Law("a path is its steps one after the other", KeyLaws::derivesStepByStep),
            new Law("a tweaked private key is that of the tweaked public one", KeyLaws::tweaksBothAlike),
            new Law("a taproot key from a private key is that from its public one", KeyLaws::taprootOfBothAlike),
            new Law("a generated mnemonic is valid in its language", KeyLaws::generatesWhatIsValid));

    private KeyLaws() {}

    private static void derivesWhatItNeuters(OneEngine engine, RandomGenerator random)
            throws Law.Broken, InterruptedException {
        DeriveKeyResponse root = root(engine, random);
        String path = Keys.path(random, false);
        DeriveKeyResponse ofPrivate = derive(engine, root.getExtendedPrivateKey(), path);
        DeriveKeyResponse ofPublic = derive(engine, root.getExtendedPublicKey(), path);

        Law.same(path, ofPrivate.getExtendedPublicKey(), ofPublic.getExtendedPublicKey());
        Law.same(path + " private", "", ofPublic.getExtendedPrivateKey());
    }

    private static void derivesStepByStep(OneEngine engine, RandomGenerator random)
            throws Law.Broken, InterruptedException {
        DeriveKeyResponse root = root(engine, random);
        String path = Keys.path(random, true);
        DeriveKeyResponse at = root;
        for (String step : path.substring("m/".length()).split("/")) {
            at = derive(engine, at.getExtendedPrivateKey(), "/" + step);
        }

        Law.same(path, derive(engine, root.getExtendedPrivateKey(), path).toByteString(), at.toByteString());
    }

    private static DeriveKeyResponse root(OneEngine engine, RandomGenerator random)
            throws Law.Broken, InterruptedException {
        return engine.call(
                KeysServiceGrpc.getDeriveKeyMethod(),
                DeriveKeyResponse.parser(),
                DeriveKeyRequest.newBuilder()
                        .setSeed(Values.bytes(random, 16 + random.nextInt(49)))
                        .setNetwork(random.nextBoolean() ? Network.NETWORK_MAINNET : Network.NETWORK_REGTEST)
                        .build());
    }

    private static DeriveKeyResponse derive(OneEngine engine, String key, String path)
            throws Law.Broken, InterruptedException {
        return engine.call(
                KeysServiceGrpc.getDeriveKeyMethod(),
                DeriveKeyResponse.parser(),
                DeriveKeyRequest.newBuilder().setExtendedKey(key).setPath(path).build());
    }

    private static void tweaksBothAlike(OneEngine engine, RandomGenerator random)
            throws Law.Broken, InterruptedException {
        ByteString key = Keys.privateKey(random);
        ByteString tweak = Keys.privateKey(random);
        ByteString publicKey = tweak(
                        engine,
                        TweakKeyRequest.newBuilder()
                                .setPrivateKey(key)
                                .setTweak(ZERO)
                                .build())
                .getPublicKey();
        TweakKeyResponse ofPrivate = tweak(
                engine,
                TweakKeyRequest.newBuilder().setPrivateKey(key).setTweak(tweak).build());
        TweakKeyResponse ofPublic = tweak(
                engine,
                TweakKeyRequest.newBuilder()
                        .setPublicKey(publicKey)
                        .setTweak(tweak)
                        .build());

        Law.same("public_key", ofPrivate.getPublicKey(), ofPublic.getPublicKey());
    }

    private static final ByteString ZERO = ByteString.copyFrom(new byte[32]);

    private static TweakKeyResponse tweak(OneEngine engine, TweakKeyRequest request)
            throws Law.Broken, InterruptedException {
        return engine.call(KeysServiceGrpc.getTweakKeyMethod(), TweakKeyResponse.parser(), request);
    }

    private static void taprootOfBothAlike(OneEngine engine, RandomGenerator random)
            throws Law.Broken, InterruptedException {
        ByteString root = random.nextBoolean() ? ByteString.EMPTY : Values.bytes(random, 32);
        ComputeTaprootKeyResponse ofPrivate = taproot(
                engine,
                ComputeTaprootKeyRequest.newBuilder()
                        .setPrivateKey(Keys.privateKey(random))
                        .setMerkleRoot(root)
                        .build());
        ComputeTaprootKeyResponse ofPublic = taproot(
                engine,
                ComputeTaprootKeyRequest.newBuilder()
                        .setXOnlyPublicKey(ofPrivate.getInternalKey())
                        .setMerkleRoot(root)
                        .build());

        Law.same(
                "all but the private key",
                ofPrivate.toBuilder().clearOutputPrivateKey().build(),
                ofPublic);
    }

    private static ComputeTaprootKeyResponse taproot(OneEngine engine, ComputeTaprootKeyRequest request)
            throws Law.Broken, InterruptedException {
        return engine.call(KeysServiceGrpc.getComputeTaprootKeyMethod(), ComputeTaprootKeyResponse.parser(), request);
    }

    private static void generatesWhatIsValid(OneEngine engine, RandomGenerator random)
            throws Law.Broken, InterruptedException {
        Language language = Language.forNumber(1 + random.nextInt(12));
        GenerateMnemonicResponse generated = engine.call(
                KeysServiceGrpc.getGenerateMnemonicMethod(),
                GenerateMnemonicResponse.parser(),
                GenerateMnemonicRequest.newBuilder()
                        .setEntropy(Values.bytes(random, 16 + 4 * random.nextInt(5)))
                        .setLanguage(language)
                        .build());
        ValidateMnemonicResponse valid = engine.call(
                KeysServiceGrpc.getValidateMnemonicMethod(),
                ValidateMnemonicResponse.parser(),
                ValidateMnemonicRequest.newBuilder()
                        .setMnemonic(generated.getMnemonic())
                        .setLanguage(language)
                        .build());

        Law.holds("it is valid in " + language, valid.getValid());
    }
}
