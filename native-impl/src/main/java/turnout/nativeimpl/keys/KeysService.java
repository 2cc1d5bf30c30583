package turnout.nativeimpl.keys;

import io.grpc.stub.StreamObserver;
import turnout.keys.v1.DeriveAddressRequest;
import turnout.keys.v1.DeriveAddressResponse;
import turnout.keys.v1.DeriveKeyRequest;
import turnout.keys.v1.DeriveKeyResponse;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.ValidateMnemonicRequest;
import turnout.keys.v1.ValidateMnemonicResponse;
import turnout.nativeimpl.serve.Unary;

/** The keys component behind gRPC. */
public final class KeysService extends KeysServiceGrpc.KeysServiceImplBase {

    @Override
    public void deriveKey(DeriveKeyRequest request, StreamObserver<DeriveKeyResponse> caller) {
        Unary.answer(request, caller, DeriveKey::answer);
    }

    @Override
    public void deriveAddress(DeriveAddressRequest request, StreamObserver<DeriveAddressResponse> caller) {
        Unary.answer(request, caller, DeriveAddress::answer);
    }

    @Override
    public void validateMnemonic(ValidateMnemonicRequest request, StreamObserver<ValidateMnemonicResponse> caller) {
        Unary.answer(request, caller, ValidateMnemonic::answer);
    }
}
