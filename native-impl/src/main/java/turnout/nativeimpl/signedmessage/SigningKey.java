package turnout.nativeimpl.signedmessage;

import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PrivateKey;

/**
 * A key that signs, and its public key as the script has it.
 *
 * @param publicKey 33 or 65 bytes
 */
public record SigningKey(PrivateKey key, Slice publicKey) {}
