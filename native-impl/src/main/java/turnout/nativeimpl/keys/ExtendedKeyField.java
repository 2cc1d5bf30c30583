package turnout.nativeimpl.keys;

import turnout.errors.v1.Reason;
import turnout.nativeimpl.refusal.Refusal;

/** Extended keys in requests; they are sensitive, so no message quotes them. */
final class ExtendedKeyField {

    private ExtendedKeyField() {}

    static ExtendedKey required(String field, String text) throws Refusal {
        if (text.isEmpty()) {
            throw Refusal.required(field);
        }
        return ExtendedKey.parse(text)
                .orElseThrow(() -> Refusal.at(
                        field, Reason.EXTENDED_KEY_INVALID, field + ": not an extended key by the rules of BIP32"));
    }
}
