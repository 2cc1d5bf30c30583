package turnout.router.compare;

/**
 * One field that differs.
 *
 * @param path as {@code outputs[2].script_pub_key.asm}, {@code labels{"a"}.text}; a sensitive map's keys stand as
 *     digests; {@code grpc-status} and {@code grpc-status-details.…} for failures
 * @param pattern the path without indices and map keys: {@code outputs[].script_pub_key.asm}, {@code labels{}.text}
 * @param kind what is wrong: {@code value}, {@code missing} (an element or entry that only {@code served} has),
 *     {@code extra} (only {@code other} has), {@code presence}, {@code length}, {@code order}, {@code unknown-field},
 *     {@code malformed}, {@code status} or {@code reason}
 * @param served at most 256 characters of the value; empty where there is none. Of a sensitive field, of a field that
 *     the contract does not know and of bytes that nothing describes: a keyed digest
 * @param other as {@code served}, of the other reply
 */
public record FieldDifference(String path, String pattern, String kind, String served, String other) {}
