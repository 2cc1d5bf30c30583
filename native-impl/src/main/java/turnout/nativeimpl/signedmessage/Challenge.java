package turnout.nativeimpl.signedmessage;

import java.util.List;
import turnout.nativeimpl.codec.Slice;

/**
 * An address with all that signs for it.
 *
 * @param script the multisig script behind the address; empty with one key
 * @param keys those that sign, in the script's order: as many as it needs
 */
public record Challenge(AddressKind kind, Slice scriptPubKey, Slice script, List<SigningKey> keys) {}
