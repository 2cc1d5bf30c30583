package turnout.nativeimpl.script;

import java.util.List;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.block.CompactFilter;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawBlock;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.ComputeCompactFilterRequest;
import turnout.script.v1.ComputeCompactFilterResponse;

/** The basic filter of a block (BIP157, BIP158). */
final class ComputeCompactFilter {

    private ComputeCompactFilter() {}

    static ComputeCompactFilterResponse answer(ComputeCompactFilterRequest request) throws Refusal {
        RawBlock block = BlockField.required(request.getRawBlock());
        int spent = block.transactions().stream()
                .skip(1)
                .mapToInt(transaction -> transaction.inputs().size())
                .sum();
        int given = request.getPrevoutScriptsCount();
        if (given != spent) {
            throw Refusal.at(
                    "prevout_scripts",
                    Reason.PREVOUTS_MISMATCH,
                    "prevout_scripts: " + given + ", but the block spends " + spent);
        }
        if (request.getPreviousFilterHeader().isEmpty()) {
            throw Refusal.required("previous_filter_header");
        }
        byte[] previous = ReversedHash.read(
                "previous_filter_header", request.getPreviousFilterHeader(), Reason.FILTER_HEADER_INVALID);
        List<Slice> prevouts =
                request.getPrevoutScriptsList().stream().map(Slices::copy).toList();
        CompactFilter filter = CompactFilter.of(block, prevouts);
        return ComputeCompactFilterResponse.newBuilder()
                .setFilter(Slices.own(filter.bytes()))
                .setElementCount(filter.elementCount())
                .setFilterHash(Hashes.toReversedHex(filter.hash()))
                .setFilterHeader(Hashes.toReversedHex(filter.header(previous)))
                .build();
    }
}
