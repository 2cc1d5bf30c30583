package turnout.nativeimpl.keys;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Objects;
import turnout.keys.v1.DeriveAddressResponse;
import turnout.keys.v1.Purpose;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.ScriptMessages;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.taproot.OutputKey;

/** The output that a purpose makes of a public key. */
final class PurposeAddress {

    private PurposeAddress() {}

    static DeriveAddressResponse of(Purpose purpose, byte[] publicKey, Chain chain) {
        DeriveAddressResponse.Builder response =
                DeriveAddressResponse.newBuilder().setPublicKey(UnsafeByteOperations.unsafeWrap(publicKey));
        Slice keyHash = Slice.of(Hashes.hash160(publicKey));
        Slice script = switch (purpose) {
            case PURPOSE_BIP44 -> OutputScript.pubkeyHash(keyHash);
            case PURPOSE_BIP49 -> {
                Slice redeemScript = OutputScript.witness(0, keyHash);
                response.setRedeemScript(ByteString.copyFrom(redeemScript.toByteArray()));
                yield OutputScript.scriptHash(Slice.of(Hashes.hash160(redeemScript)));
            }
            case PURPOSE_BIP84 -> OutputScript.witness(0, keyHash);
            case PURPOSE_BIP86 -> OutputScript.witness(1, outputKey(publicKey));
            case PURPOSE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("the caller checks the purpose");
        };
        ScriptTemplate template = ScriptTemplate.of(script);
        String address = Objects.requireNonNull(new ScriptPrinter(chain).address(template));
        return response.setAddress(address)
                .setScriptPubKey(Slices.bytes(script))
                .setType(ScriptMessages.type(template.kind()))
                .build();
    }

    /** BIP341's output key of an internal key without a script tree, 32 bytes. */
    private static Slice outputKey(byte[] publicKey) {
        Slice internalKey = Slice.of(publicKey, 1, 32);
        return Objects.requireNonNull(OutputKey.of(internalKey, Slice.of(new byte[0])), "a tweak that cancels its key")
                .x();
    }
}
