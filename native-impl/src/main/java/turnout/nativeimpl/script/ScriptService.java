package turnout.nativeimpl.script;

import io.grpc.stub.StreamObserver;
import turnout.nativeimpl.serve.Unary;
import turnout.script.v1.DecodeScriptRequest;
import turnout.script.v1.DecodeScriptResponse;
import turnout.script.v1.DecodeTransactionRequest;
import turnout.script.v1.DecodeTransactionResponse;
import turnout.script.v1.ScriptServiceGrpc;
import turnout.script.v1.ValidateAddressRequest;
import turnout.script.v1.ValidateAddressResponse;
import turnout.script.v1.VerifyMessageRequest;
import turnout.script.v1.VerifyMessageResponse;

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
}
