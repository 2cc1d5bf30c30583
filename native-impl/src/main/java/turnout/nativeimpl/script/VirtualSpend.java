package turnout.nativeimpl.script;

import java.util.ArrayList;
import java.util.List;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.AddressReading;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.signedmessage.ProofOfFunds;
import turnout.nativeimpl.signedmessage.ToSignVerdict;
import turnout.nativeimpl.signedmessage.ToSignVerifier;
import turnout.nativeimpl.signedmessage.VirtualTransactions;
import turnout.script.v1.SignedMessageFormat;
import turnout.script.v1.VerifyMessageFailure;
import turnout.script.v1.VerifyMessageResponse;

/** BIP322 signatures: what spends the virtual output of an address and a message. */
final class VirtualSpend {

    private static final Slice NOTHING = Slice.of(new byte[0]);

    private final byte[] messageHash;
    private final RawTransaction toSpend;
    private final RawOutput challenge;

    private VirtualSpend(byte[] messageHash, Slice scriptPubKey) {
        this.messageHash = messageHash;
        this.toSpend = VirtualTransactions.toSpend(messageHash, scriptPubKey);
        this.challenge = new RawOutput(0, scriptPubKey);
    }

    static VirtualSpend of(AddressReading.Valid address, String message) {
        return new VirtualSpend(VirtualTransactions.messageHash(message), address.scriptPubKey());
    }

    VerifyMessageResponse simple(List<Slice> witness) throws Refusal {
        RawTransaction toSign = VirtualTransactions.toSign(toSpend, NOTHING, witness);
        return answer(SignedMessageFormat.SIGNED_MESSAGE_FORMAT_SIMPLE, toSign, List.of(challenge))
                .build();
    }

    VerifyMessageResponse full(RawTransaction toSign) throws Refusal {
        return answer(SignedMessageFormat.SIGNED_MESSAGE_FORMAT_FULL, toSign, List.of(challenge))
                .build();
    }

    /** A to_sign with further inputs; one without all their prevouts is none. */
    VerifyMessageResponse proof(ProofOfFunds proof) throws Refusal {
        List<RawOutput> prevouts = new ArrayList<>(List.of(challenge));
        List<RawOutput> further = proof.further().orElse(List.of());
        prevouts.addAll(further);
        // Without prevouts no to_sign has its shape.
        VerifyMessageResponse.Builder answer = answer(
                SignedMessageFormat.SIGNED_MESSAGE_FORMAT_PROOF_OF_FUNDS,
                proof.toSign(),
                proof.further().isPresent() ? prevouts : List.of());
        if (answer.getValid()) {
            answer.setProvenAmount(further.stream().mapToLong(RawOutput::value).sum());
        }
        return answer.build();
    }

    private VerifyMessageResponse.Builder answer(
            SignedMessageFormat format, RawTransaction toSign, List<RawOutput> prevouts) throws Refusal {
        if (!ToSignVerifier.isWithinLimits(toSign, prevouts)) {
            throw Refusal.at("signature", Reason.LIMIT_EXCEEDED, "signature: asks for more work than one request may");
        }
        ToSignVerdict verdict = ToSignVerifier.verify(toSign, toSpend, prevouts);
        return VerifyMessageResponse.newBuilder()
                .setValid(verdict == ToSignVerdict.VALID)
                .setFailure(failure(verdict))
                .setMessageHash(Slices.own(messageHash))
                .setFormat(format)
                .setToSpendTxid(toSpend.txid())
                .setToSignTxid(toSign.txid())
                .setLockTime(toSign.lockTime())
                .setSequence(toSign.inputs().stream()
                        .findFirst()
                        .map(RawInput::sequence)
                        .orElse(0));
    }

    private static VerifyMessageFailure failure(ToSignVerdict verdict) {
        return switch (verdict) {
            case VALID -> VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_UNSPECIFIED;
            case OTHER_TRANSACTION -> VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_TO_SIGN;
            case SCRIPT_FAILS -> VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_SCRIPT;
            case INCONCLUSIVE -> VerifyMessageFailure.VERIFY_MESSAGE_FAILURE_INCONCLUSIVE;
        };
    }
}
