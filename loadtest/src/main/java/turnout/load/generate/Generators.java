package turnout.load.generate;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import turnout.chain.v1.ChainServiceGrpc;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.script.v1.ScriptServiceGrpc;

/** Every generator there is. A new one is one line; an operation without one begins from its vectors alone. */
final class Generators {

    private record Of(String method, RequestGenerator generator) {}

    private static final List<Of> ALL = List.of(
            of(ChainServiceGrpc.getGetBlockHashMethod(), ChainRequests::blockHash),
            of(ChainServiceGrpc.getEstimateFeeMethod(), ChainRequests::fee),
            of(ChainServiceGrpc.getScanBlocksMethod(), ChainRequests::scan),
            of(KeysServiceGrpc.getGenerateMnemonicMethod(), KeyRequests::generateMnemonic),
            of(KeysServiceGrpc.getMnemonicToSeedMethod(), KeyRequests::mnemonicToSeed),
            of(KeysServiceGrpc.getParseExtendedKeyMethod(), KeyRequests::parseExtendedKey),
            of(KeysServiceGrpc.getParsePrivateKeyMethod(), KeyRequests::parsePrivateKey),
            of(KeysServiceGrpc.getTweakKeyMethod(), KeyRequests::tweakKey),
            of(KeysServiceGrpc.getComputeTaprootKeyMethod(), KeyRequests::computeTaprootKey),
            of(KeysServiceGrpc.getSignDigestMethod(), SignatureRequests::signDigest),
            of(KeysServiceGrpc.getSignSchnorrMethod(), SignatureRequests::signSchnorr),
            of(KeysServiceGrpc.getVerifySignatureMethod(), SignatureRequests::verifySignature),
            of(KeysServiceGrpc.getSignMessageMethod(), SignatureRequests::signMessage),
            of(ScriptServiceGrpc.getComputeSighashMethod(), SighashRequests::compute),
            of(ScriptServiceGrpc.getComputeTaprootMethod(), SighashRequests::computeTaproot),
            of(ScriptServiceGrpc.getVerifyInputMethod(), VerifyRequests::verifyInput),
            of(ScriptServiceGrpc.getVerifyTransactionMethod(), VerifyRequests::verifyTransaction),
            of(ScriptServiceGrpc.getDecodeTransactionMethod(), TransactionRequests::decode),
            of(ScriptServiceGrpc.getEncodeTransactionMethod(), TransactionRequests::encode),
            of(ScriptServiceGrpc.getComputeSighashMethod(), SpendRequests::sighash),
            of(ScriptServiceGrpc.getVerifyInputMethod(), SpendRequests::verifyInput),
            of(ScriptServiceGrpc.getVerifyTransactionMethod(), SpendRequests::verifyTransaction),
            of(ScriptServiceGrpc.getComputeTaprootMethod(), TaprootRequests::compute),
            of(ScriptServiceGrpc.getDecodeScriptMethod(), ScriptRequests::decode),
            of(ScriptServiceGrpc.getValidateAddressMethod(), AddressRequests::validate),
            of(ScriptServiceGrpc.getEncodeAddressMethod(), AddressRequests::encode),
            of(ScriptServiceGrpc.getParseDescriptorMethod(), DescriptorRequests::parse),
            of(ScriptServiceGrpc.getDeriveAddressesMethod(), DescriptorRequests::derive),
            of(ScriptServiceGrpc.getDecodeBlockMethod(), BlockRequests::decode),
            of(ScriptServiceGrpc.getDecodeBlockHeaderMethod(), BlockRequests::header),
            of(ScriptServiceGrpc.getComputeMerkleRootMethod(), BlockRequests::root),
            of(ScriptServiceGrpc.getComputeCompactFilterMethod(), BlockRequests::filter),
            of(ScriptServiceGrpc.getCreatePsbtMethod(), PsbtRequests::create),
            of(ScriptServiceGrpc.getUpdatePsbtMethod(), PsbtRequests::update),
            of(ScriptServiceGrpc.getDecodePsbtMethod(), PsbtRequests::decode),
            of(ScriptServiceGrpc.getAnalyzePsbtMethod(), PsbtRequests::analyze),
            of(ScriptServiceGrpc.getCombinePsbtMethod(), PsbtRequests::combine),
            of(ScriptServiceGrpc.getConvertPsbtMethod(), PsbtRequests::convert),
            of(ScriptServiceGrpc.getFinalizePsbtMethod(), PsbtRequests::finish),
            of(ScriptServiceGrpc.getExtractTransactionMethod(), PsbtRequests::extract),
            of(KeysServiceGrpc.getSignPsbtMethod(), PsbtRequests::sign),
            of(KeysServiceGrpc.getSignMessageMethod(), MessageRequests::sign),
            of(ScriptServiceGrpc.getVerifyMessageMethod(), MessageRequests::verify));

    private Generators() {}

    private static <Q extends Message> Of of(
            MethodDescriptor<Q, ?> method, Function<java.util.random.RandomGenerator, Q> generator) {
        return new Of(method.getFullMethodName(), generator::apply);
    }

    static Map<String, List<RequestGenerator>> byMethod() {
        return ALL.stream()
                .collect(Collectors.groupingBy(Of::method, Collectors.mapping(Of::generator, Collectors.toList())));
    }
}
