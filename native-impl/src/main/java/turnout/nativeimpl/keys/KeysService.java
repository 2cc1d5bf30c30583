package turnout.nativeimpl.keys;

import io.grpc.stub.StreamObserver;
import turnout.keys.v1.ComputeTaprootKeyRequest;
import turnout.keys.v1.ComputeTaprootKeyResponse;
import turnout.keys.v1.DeriveAddressRequest;
import turnout.keys.v1.DeriveAddressResponse;
import turnout.keys.v1.DeriveKeyRequest;
import turnout.keys.v1.DeriveKeyResponse;
import turnout.keys.v1.GenerateMnemonicRequest;
import turnout.keys.v1.GenerateMnemonicResponse;
import turnout.keys.v1.KeysServiceGrpc;
import turnout.keys.v1.MnemonicToSeedRequest;
import turnout.keys.v1.MnemonicToSeedResponse;
import turnout.keys.v1.ParseExtendedKeyRequest;
import turnout.keys.v1.ParseExtendedKeyResponse;
import turnout.keys.v1.ParsePrivateKeyRequest;
import turnout.keys.v1.ParsePrivateKeyResponse;
import turnout.keys.v1.SignDigestRequest;
import turnout.keys.v1.SignDigestResponse;
import turnout.keys.v1.SignMessageRequest;
import turnout.keys.v1.SignMessageResponse;
import turnout.keys.v1.SignPsbtRequest;
import turnout.keys.v1.SignPsbtResponse;
import turnout.keys.v1.SignSchnorrRequest;
import turnout.keys.v1.SignSchnorrResponse;
import turnout.keys.v1.TweakKeyRequest;
import turnout.keys.v1.TweakKeyResponse;
import turnout.keys.v1.ValidateMnemonicRequest;
import turnout.keys.v1.ValidateMnemonicResponse;
import turnout.keys.v1.VerifySignatureRequest;
import turnout.keys.v1.VerifySignatureResponse;
import turnout.nativeimpl.roles.SignPsbt;
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

    @Override
    public void generateMnemonic(GenerateMnemonicRequest request, StreamObserver<GenerateMnemonicResponse> caller) {
        Unary.answer(request, caller, GenerateMnemonic::answer);
    }

    @Override
    public void mnemonicToSeed(MnemonicToSeedRequest request, StreamObserver<MnemonicToSeedResponse> caller) {
        Unary.answer(request, caller, MnemonicToSeed::answer);
    }

    @Override
    public void parseExtendedKey(ParseExtendedKeyRequest request, StreamObserver<ParseExtendedKeyResponse> caller) {
        Unary.answer(request, caller, ParseExtendedKey::answer);
    }

    @Override
    public void parsePrivateKey(ParsePrivateKeyRequest request, StreamObserver<ParsePrivateKeyResponse> caller) {
        Unary.answer(request, caller, ParsePrivateKey::answer);
    }

    @Override
    public void signDigest(SignDigestRequest request, StreamObserver<SignDigestResponse> caller) {
        Unary.answer(request, caller, SignDigest::answer);
    }

    @Override
    public void signSchnorr(SignSchnorrRequest request, StreamObserver<SignSchnorrResponse> caller) {
        Unary.answer(request, caller, SignSchnorr::answer);
    }

    @Override
    public void verifySignature(VerifySignatureRequest request, StreamObserver<VerifySignatureResponse> caller) {
        Unary.answer(request, caller, VerifySignature::answer);
    }

    @Override
    public void tweakKey(TweakKeyRequest request, StreamObserver<TweakKeyResponse> caller) {
        Unary.answer(request, caller, TweakKey::answer);
    }

    @Override
    public void computeTaprootKey(ComputeTaprootKeyRequest request, StreamObserver<ComputeTaprootKeyResponse> caller) {
        Unary.answer(request, caller, ComputeTaprootKey::answer);
    }

    @Override
    public void signMessage(SignMessageRequest request, StreamObserver<SignMessageResponse> caller) {
        Unary.answer(request, caller, SignMessage::answer);
    }

    @Override
    public void signPsbt(SignPsbtRequest request, StreamObserver<SignPsbtResponse> caller) {
        Unary.answer(request, caller, SignPsbt::answer);
    }
}
