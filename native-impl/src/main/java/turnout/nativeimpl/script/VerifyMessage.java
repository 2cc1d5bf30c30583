package turnout.nativeimpl.script;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.AddressReader;
import turnout.nativeimpl.codec.AddressReading;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.psbt.LockTimeConflict;
import turnout.nativeimpl.psbt.Psbt;
import turnout.nativeimpl.psbt.PsbtTooLarge;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.signedmessage.MessageSignature;
import turnout.nativeimpl.signedmessage.ProofOfFunds;
import turnout.script.v1.VerifyMessageRequest;
import turnout.script.v1.VerifyMessageResponse;

/** Messages signed as Core does, as BIP137 or as BIP322. */
final class VerifyMessage {

    private static final int MAX_SIGNATURE = 1 << 20;
    private static final int MAX_MESSAGE_BYTES = 1 << 20;

    private VerifyMessage() {}

    static VerifyMessageResponse answer(VerifyMessageRequest request) throws Refusal {
        AddressReading.Valid address = address(request);
        MessageSignature signature = signature(request.getSignature());
        if (signature instanceof MessageSignature.Recoverable && address != null) {
            checkHasKeyHash(address, request);
        }
        String message = request.getMessage();
        if (message.getBytes(StandardCharsets.UTF_8).length > MAX_MESSAGE_BYTES) {
            throw Refusal.at("message", Reason.LIMIT_EXCEEDED, "message: more than " + MAX_MESSAGE_BYTES + " bytes");
        }
        Networks.required("network", request.getNetwork(), request.getNetworkValue());
        if (address == null) {
            throw new IllegalStateException("a network that is known has judged the address");
        }
        return switch (signature) {
            case MessageSignature.Recoverable recoverable ->
                RecoveredKey.answer(address.template(), recoverable.bytes(), message);
            case MessageSignature.Simple simple ->
                VirtualSpend.of(address, message).simple(simple.witness());
            case MessageSignature.Full full -> VirtualSpend.of(address, message).full(full.toSign());
            case MessageSignature.Proof proof ->
                VirtualSpend.of(address, message).proof(proof(proof.psbt(), message));
        };
    }

    /** The address; null while the network is unknown, which is told later, in field order. */
    private static AddressReading.@Nullable Valid address(VerifyMessageRequest request) throws Refusal {
        if (request.getAddress().isEmpty()) {
            throw Refusal.required("address");
        }
        if (request.getNetwork() == Network.NETWORK_UNSPECIFIED || request.getNetwork() == Network.UNRECOGNIZED) {
            return null;
        }
        Chain chain = Networks.required("network", request.getNetwork(), request.getNetworkValue());
        if (AddressReader.read(request.getAddress(), chain) instanceof AddressReading.Valid valid) {
            return valid;
        }
        throw Refusal.at(
                "address",
                Reason.ADDRESS_INVALID,
                "address: " + Refusal.quote(request.getAddress()) + " is not an address of " + chain.rpcName());
    }

    private static MessageSignature signature(String text) throws Refusal {
        if (text.isEmpty()) {
            throw Refusal.required("signature");
        }
        if (text.length() > MAX_SIGNATURE) {
            throw Refusal.at(
                    "signature", Reason.LIMIT_EXCEEDED, "signature: more than " + MAX_SIGNATURE + " characters");
        }
        try {
            return MessageSignature.read(text).orElseThrow(VerifyMessage::malformed);
        } catch (PsbtTooLarge e) {
            throw Refusal.at("signature", Reason.LIMIT_EXCEEDED, "signature: " + e.getMessage());
        }
    }

    private static ProofOfFunds proof(Psbt psbt, String message) throws Refusal {
        try {
            return ProofOfFunds.of(psbt, message);
        } catch (LockTimeConflict e) {
            throw malformed();
        }
    }

    private static Refusal malformed() {
        return Refusal.at(
                "signature",
                Reason.SIGNATURE_MALFORMED,
                "signature: not base64 of 65 bytes, a witness, a transaction (ful…) or a PSBT (pof…)");
    }

    private static void checkHasKeyHash(AddressReading.Valid address, VerifyMessageRequest request) throws Refusal {
        switch (address.template().kind()) {
            case PUBKEYHASH, SCRIPTHASH, WITNESS_V0_KEYHASH -> {}
            case NONSTANDARD,
                    PUBKEY,
                    MULTISIG,
                    NULLDATA,
                    WITNESS_V0_SCRIPTHASH,
                    WITNESS_V1_TAPROOT,
                    ANCHOR,
                    WITNESS_UNKNOWN ->
                throw Refusal.at(
                        "address",
                        Reason.ADDRESS_WITHOUT_KEY,
                        "address: " + Refusal.quote(request.getAddress())
                                + " names no public key hash (expected: P2PKH, P2SH or P2WPKH)");
        }
    }
}
