package turnout.nativeimpl.script;

import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.ByteReader;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawHeader;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.DecodeBlockHeaderRequest;
import turnout.script.v1.DecodeBlockHeaderResponse;

/** What the 80 bytes of a block header say. */
final class DecodeBlockHeader {

    private DecodeBlockHeader() {}

    static DecodeBlockHeaderResponse answer(DecodeBlockHeaderRequest request) throws Refusal {
        int size = request.getRawHeader().size();
        if (size == 0) {
            throw Refusal.required("raw_header");
        }
        if (size != RawHeader.SIZE) {
            throw malformed(size);
        }
        try {
            RawHeader header = RawHeader.read(new ByteReader(Slices.copy(request.getRawHeader())));
            return DecodeBlockHeaderResponse.newBuilder()
                    .setHeader(BlockMessages.header(header))
                    .build();
        } catch (Malformed e) {
            throw malformed(size);
        }
    }

    private static Refusal malformed(int size) {
        return Refusal.at("raw_header", Reason.BLOCK_MALFORMED, "raw_header: " + size + " bytes (expected: 80)");
    }
}
