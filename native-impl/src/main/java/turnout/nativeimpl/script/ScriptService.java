package turnout.nativeimpl.script;

import io.grpc.stub.StreamObserver;
import turnout.nativeimpl.serve.Unary;
import turnout.script.v1.ComputeCompactFilterRequest;
import turnout.script.v1.ComputeCompactFilterResponse;
import turnout.script.v1.ComputeMerkleRootRequest;
import turnout.script.v1.ComputeMerkleRootResponse;
import turnout.script.v1.ComputeSighashRequest;
import turnout.script.v1.ComputeSighashResponse;
import turnout.script.v1.ComputeTaprootRequest;
import turnout.script.v1.ComputeTaprootResponse;
import turnout.script.v1.DecodeBlockHeaderRequest;
import turnout.script.v1.DecodeBlockHeaderResponse;
import turnout.script.v1.DecodeBlockRequest;
import turnout.script.v1.DecodeBlockResponse;
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
import turnout.script.v1.ParseDescriptorRequest;
import turnout.script.v1.ParseDescriptorResponse;
import turnout.script.v1.ScriptServiceGrpc;
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
}
