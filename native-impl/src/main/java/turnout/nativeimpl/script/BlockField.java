package turnout.nativeimpl.script;

import com.google.protobuf.ByteString;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawBlock;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;

/** The field {@code raw_block} of a request. */
final class BlockField {

    private static final String NAME = "raw_block";
    // BIP141: no block is heavier, so none is longer.
    private static final int MAX_WEIGHT = 4_000_000;
    // More than any block of mainnet has; a reply is built of as many messages.
    private static final int MAX_ELEMENTS = 200_000;

    private BlockField() {}

    static RawBlock required(ByteString bytes) throws Refusal {
        if (bytes.isEmpty()) {
            throw Refusal.required(NAME);
        }
        if (bytes.size() > MAX_WEIGHT) {
            throw limit("longer than " + MAX_WEIGHT + " bytes");
        }
        try {
            RawBlock block = RawBlock.readWhole(Slices.copy(bytes), MAX_ELEMENTS)
                    .orElseThrow(() -> limit("more than " + MAX_ELEMENTS + " inputs, outputs and witness items"));
            if (block.weight() > MAX_WEIGHT) {
                throw limit("a weight above " + MAX_WEIGHT);
            }
            return block;
        } catch (Malformed e) {
            throw Refusal.at(NAME, Reason.BLOCK_MALFORMED, NAME + ": not one whole block");
        }
    }

    private static Refusal limit(String message) {
        return Refusal.at(NAME, Reason.LIMIT_EXCEEDED, NAME + ": " + message);
    }
}
