package turnout.nativeimpl.roles;

import java.util.ArrayList;
import java.util.List;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.psbt.Combiner;
import turnout.nativeimpl.psbt.Psbt;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.CombinePsbtRequest;
import turnout.script.v1.CombinePsbtResponse;

/** What several PSBTs of one transaction know together. */
public final class CombinePsbt {

    private static final int MAX_COUNT = 1000;

    private CombinePsbt() {}

    public static CombinePsbtResponse answer(CombinePsbtRequest request) throws Refusal {
        if (request.getPsbtsCount() == 0) {
            throw Refusal.required("psbts");
        }
        PsbtFields.atMost("psbts", request.getPsbtsCount(), MAX_COUNT);
        List<Psbt> psbts = new ArrayList<>();
        for (int i = 0; i < request.getPsbtsCount(); i++) {
            String field = "psbts[" + i + "]";
            psbts.add(PsbtFields.psbt(field, request.getPsbts(i)));
            if (!Combiner.areOne(psbts.getFirst(), psbts.getLast())) {
                throw Refusal.at(
                        field, Reason.PSBT_MISMATCH, field + ": of another transaction or version than the first");
            }
        }
        return CombinePsbtResponse.newBuilder()
                .setPsbt(Slices.bytes(Combiner.combine(psbts)))
                .build();
    }
}
