package turnout.nativeimpl.codec;

/**
 * One output as serialized.
 *
 * @param value satoshis, not checked: a transaction can carry a negative one and still be decoded
 */
public record RawOutput(long value, Slice scriptPubKey) {}
