package turnout.load.laws;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.random.RandomGenerator;
import turnout.bitcoin.v1.Network;
import turnout.keys.v1.DeriveKeyRequest;
import turnout.keys.v1.DeriveKeyResponse;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.load.generate.Values;
import turnout.script.v1.DeriveAddressesRequest;
import turnout.script.v1.DeriveAddressesResponse;
import turnout.script.v1.DerivedOutput;
import turnout.script.v1.ParseDescriptorRequest;
import turnout.script.v1.ParseDescriptorResponse;
import turnout.script.v1.ScriptServiceGrpc;

/** Descriptors of one random extended private key, two alternatives and a wildcard. */
final class DescriptorLaws {

    static final List<Law> ALL = List.of(
            new Law("a canonical descriptor is its own canonical form", DescriptorLaws::printsWhatItReads),
            new Law("a descriptor's public alternatives derive what it derives", DescriptorLaws::derivesPublicly));

    private static final String[] FORMS = {
        "pkh(KEY)",
        "wpkh(KEY)",
        "sh(wpkh(KEY))",
        "tr(KEY)",
        "combo(KEY)",
        "wsh(sortedmulti(1,KEY,KEY))",
        "rawtr(musig(KEY))"
    };

    private DescriptorLaws() {}

    private static void printsWhatItReads(OneEngine engine, RandomGenerator random)
            throws Law.Broken, InterruptedException {
        ParseDescriptorResponse parsed = parse(engine, descriptor(engine, random));
        for (String alternative : parsed.getMultipathExpansionList()) {
            ParseDescriptorResponse again = parse(engine, alternative);
            Law.same("canonical form", alternative, again.getOutputDescriptor());
            Law.same("private keys", false, again.getHasPrivateKeys());
        }
    }

    private static void derivesPublicly(OneEngine engine, RandomGenerator random)
            throws Law.Broken, InterruptedException {
        String descriptor = descriptor(engine, random);
        int first = random.nextInt(Integer.MAX_VALUE - 2);
        List<DerivedOutput> all = derive(engine, descriptor, first);
        ParseDescriptorResponse parsed = parse(engine, descriptor);
        for (int i = 0; i < parsed.getMultipathExpansionCount(); i++) {
            int alternative = i;
            List<ByteString> expected = all.stream()
                    .filter(output -> output.getAlternative() == alternative)
                    .map(DerivedOutput::getScriptPubKey)
                    .toList();
            List<ByteString> ofPublic = derive(engine, parsed.getMultipathExpansion(i), first).stream()
                    .map(DerivedOutput::getScriptPubKey)
                    .toList();
            Law.same("scripts of alternative " + i, expected, ofPublic);
        }
    }

    private static String descriptor(OneEngine engine, RandomGenerator random) throws Law.Broken, InterruptedException {
        DeriveKeyResponse root = engine.call(
                KeysServiceGrpc.getDeriveKeyMethod(),
                DeriveKeyResponse.parser(),
                DeriveKeyRequest.newBuilder()
                        .setSeed(Values.bytes(random, 32))
                        .setNetwork(Network.NETWORK_MAINNET)
                        .build());
        String key = root.getExtendedPrivateKey() + "/" + random.nextInt(10) + "/<0;1>/*";
        return FORMS[random.nextInt(FORMS.length)].replace("KEY", key);
    }

    private static ParseDescriptorResponse parse(OneEngine engine, String descriptor)
            throws Law.Broken, InterruptedException {
        return engine.call(
                ScriptServiceGrpc.getParseDescriptorMethod(),
                ParseDescriptorResponse.parser(),
                ParseDescriptorRequest.newBuilder()
                        .setNetwork(Network.NETWORK_MAINNET)
                        .setOutputDescriptor(descriptor)
                        .build());
    }

    private static List<DerivedOutput> derive(OneEngine engine, String descriptor, int first)
            throws Law.Broken, InterruptedException {
        return engine.call(
                        ScriptServiceGrpc.getDeriveAddressesMethod(),
                        DeriveAddressesResponse.parser(),
                        DeriveAddressesRequest.newBuilder()
                                .setNetwork(Network.NETWORK_MAINNET)
                                .setOutputDescriptor(descriptor)
                                .setFirstIndex(first)
                                .setCount(2)
                                .build())
                .getOutputsList();
    }
}
