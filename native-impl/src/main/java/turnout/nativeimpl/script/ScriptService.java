package turnout.nativeimpl.script;

import io.grpc.stub.StreamObserver;
import turnout.nativeimpl.roles.AnalyzePsbt;
import turnout.nativeimpl.roles.CombinePsbt;
import turnout.nativeimpl.roles.ConvertPsbt;
import turnout.nativeimpl.roles.CreatePsbt;
import turnout.nativeimpl.roles.DecodePsbt;
import turnout.nativeimpl.roles.ExtractTransaction;
import turnout.nativeimpl.roles.FinalizePsbt;
import turnout.nativeimpl.roles.UpdatePsbt;
import turnout.nativeimpl.serve.Unary;
import turnout.script.v1.AnalyzePsbtRequest;
import turnout.script.v1.AnalyzePsbtResponse;
import turnout.script.v1.CombinePsbtRequest;
import turnout.script.v1.CombinePsbtResponse;
import turnout.script.v1.ComputeCompactFilterRequest;
import turnout.script.v1.ComputeCompactFilterResponse;
import turnout.script.v1.ComputeMerkleRootRequest;
import turnout.script.v1.ComputeMerkleRootResponse;
import turnout.script.v1.ComputeSighashRequest;
import turnout.script.v1.ComputeSighashResponse;
import turnout.script.v1.ComputeTaprootRequest;
import turnout.script.v1.ComputeTaprootResponse;
import turnout.script.v1.ConvertPsbtRequest;
import turnout.script.v1.ConvertPsbtResponse;
import turnout.script.v1.CreatePsbtRequest;
import turnout.script.v1.CreatePsbtResponse;
import turnout.script.v1.DecodeBlockHeaderRequest;
import turnout.script.v1.DecodeBlockHeaderResponse;
import turnout.script.v1.DecodeBlockRequest;
import turnout.script.v1.DecodeBlockResponse;
import turnout.script.v1.DecodePsbtRequest;
import turnout.script.v1.DecodePsbtResponse;
import turnout.script.v1.DecodeScriptRequest;
import turnout.script.v1.DecodeScriptResponse;
import turnout.script.v1.DecodeTransactionRequest;
import turnout.script.v1.DecodeTransactionResponse;
import turnout.script.v1.DeriveAddressesRequest;
import turnout.script.v1.DeriveAddressesResponse;
import turnout.script.v1.EncodeAddressRequest;
import turnout.script.v1.EncodeAddressResponse;
import turnout.script.v1.EncodeTransactionRequest;
import turnout.script.v1.EncodeTransactionResponse;
import turnout.script.v1.ExtractTransactionRequest;
import turnout.script.v1.ExtractTransactionResponse;
import turnout.script.v1.FinalizePsbtRequest;
import turnout.script.v1.FinalizePsbtResponse;
import turnout.script.v1.ParseDescriptorRequest;
import turnout.script.v1.ParseDescriptorResponse;
import turnout.script.v1.ScriptServiceGrpc;
import turnout.script.v1.UpdatePsbtRequest;
import turnout.script.v1.UpdatePsbtResponse;
import turnout.script.v1.ValidateAddressRequest;
import turnout.script.v1.ValidateAddressResponse;
import turnout.script.v1.VerifyInputRequest;
import turnout.script.v1.VerifyInputResponse;
import turnout.script.v1.VerifyMessageRequest;
import turnout.script.v1.VerifyMessageResponse;
import turnout.script.v1.VerifyTransactionRequest;
import turnout.script.v1.VerifyTransactionResponse;

/** The script component behind gRPC. */
public final class ScriptService extends ScriptServiceGrpc.ScriptServiceImplBase {

    @Override
    public void decodeTransaction(DecodeTransactionRequest request, StreamObserver<DecodeTransactionResponse> caller) {
        Unary.answer(request, caller, DecodeTransaction::answer);
    }

    @Override
    public void decodeScript(DecodeScriptRequest request, StreamObserver<DecodeScriptResponse> caller) {
        Unary.answer(request, caller, DecodeScript::answer);
    }

    @Override
    public void validateAddress(ValidateAddressRequest request, StreamObserver<ValidateAddressResponse> caller) {
        Unary.answer(request, caller, ValidateAddress::answer);
    }

    @Override
    public void verifyMessage(VerifyMessageRequest request, StreamObserver<VerifyMessageResponse> caller) {
        Unary.answer(request, caller, VerifyMessage::answer);
    }

    @Override
    public void parseDescriptor(ParseDescriptorRequest request, StreamObserver<ParseDescriptorResponse> caller) {
        Unary.answer(request, caller, ParseDescriptor::answer);
    }

    @Override
    public void deriveAddresses(DeriveAddressesRequest request, StreamObserver<DeriveAddressesResponse> caller) {
        Unary.answer(request, caller, DeriveAddresses::answer);
    }

    @Override
    public void decodeBlock(DecodeBlockRequest request, StreamObserver<DecodeBlockResponse> caller) {
        Unary.answer(request, caller, DecodeBlock::answer);
    }

    @Override
    public void decodeBlockHeader(DecodeBlockHeaderRequest request, StreamObserver<DecodeBlockHeaderResponse> caller) {
        Unary.answer(request, caller, DecodeBlockHeader::answer);
    }

    @Override
    public void computeMerkleRoot(ComputeMerkleRootRequest request, StreamObserver<ComputeMerkleRootResponse> caller) {
        Unary.answer(request, caller, ComputeMerkleRoot::answer);
    }

    @Override
    public void computeCompactFilter(
            ComputeCompactFilterRequest request, StreamObserver<ComputeCompactFilterResponse> caller) {
        Unary.answer(request, caller, ComputeCompactFilter::answer);
    }

    @Override
    public void encodeAddress(EncodeAddressRequest request, StreamObserver<EncodeAddressResponse> caller) {
        Unary.answer(request, caller, EncodeAddress::answer);
    }

    @Override
    public void encodeTransaction(EncodeTransactionRequest request, StreamObserver<EncodeTransactionResponse> caller) {
        Unary.answer(request, caller, EncodeTransaction::answer);
    }

    @Override
    public void computeSighash(ComputeSighashRequest request, StreamObserver<ComputeSighashResponse> caller) {
        Unary.answer(request, caller, ComputeSighash::answer);
    }

    @Override
    public void verifyInput(VerifyInputRequest request, StreamObserver<VerifyInputResponse> caller) {
        Unary.answer(request, caller, VerifyInput::answer);
    }

    @Override
    public void verifyTransaction(VerifyTransactionRequest request, StreamObserver<VerifyTransactionResponse> caller) {
        Unary.answer(request, caller, VerifyTransaction::answer);
    }

    @Override
    public void computeTaproot(ComputeTaprootRequest request, StreamObserver<ComputeTaprootResponse> caller) {
        Unary.answer(request, caller, ComputeTaproot::answer);
    }

    @Override
    public void createPsbt(CreatePsbtRequest request, StreamObserver<CreatePsbtResponse> caller) {
        Unary.answer(request, caller, CreatePsbt::answer);
    }

    @Override
    public void updatePsbt(UpdatePsbtRequest request, StreamObserver<UpdatePsbtResponse> caller) {
        Unary.answer(request, caller, UpdatePsbt::answer);
    }

    @Override
    public void decodePsbt(DecodePsbtRequest request, StreamObserver<DecodePsbtResponse> caller) {
        Unary.answer(request, caller, DecodePsbt::answer);
    }

    @Override
    public void analyzePsbt(AnalyzePsbtRequest request, StreamObserver<AnalyzePsbtResponse> caller) {
        Unary.answer(request, caller, AnalyzePsbt::answer);
    }

    @Override
    public void combinePsbt(CombinePsbtRequest request, StreamObserver<CombinePsbtResponse> caller) {
        Unary.answer(request, caller, CombinePsbt::answer);
    }

    @Override
    public void convertPsbt(ConvertPsbtRequest request, StreamObserver<ConvertPsbtResponse> caller) {
        Unary.answer(request, caller, ConvertPsbt::answer);
    }

    @Override
    public void finalizePsbt(FinalizePsbtRequest request, StreamObserver<FinalizePsbtResponse> caller) {
        Unary.answer(request, caller, FinalizePsbt::answer);
    }

    @Override
    public void extractTransaction(
            ExtractTransactionRequest request, StreamObserver<ExtractTransactionResponse> caller) {
        Unary.answer(request, caller, ExtractTransaction::answer);
    }
}
