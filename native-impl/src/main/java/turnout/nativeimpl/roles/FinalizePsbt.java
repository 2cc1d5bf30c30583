package turnout.nativeimpl.roles;

import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.psbt.FinishedPsbt;
import turnout.nativeimpl.psbt.Finisher;
import turnout.nativeimpl.psbt.LockTimeConflict;
import turnout.nativeimpl.psbt.Psbt;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.FinalizePsbtRequest;
import turnout.script.v1.FinalizePsbtResponse;

/** Final scripts for every input that has what it needs, as Core's finalizepsbt. */
public final class FinalizePsbt {

    private FinalizePsbt() {}

    public static FinalizePsbtResponse answer(FinalizePsbtRequest request) throws Refusal {
        Psbt psbt = PsbtFields.workable("psbt", request.getPsbt());
        FinishedPsbt finished;
        try {
            finished = Finisher.of(psbt).finishAll();
        } catch (LockTimeConflict e) {
            throw PsbtFields.lockTimeConflict("psbt");
        }
        boolean complete = finished.unfinished().isEmpty();
        FinalizePsbtResponse.Builder response = FinalizePsbtResponse.newBuilder()
                .setPsbt(Slices.bytes(finished.psbt()))
                .setComplete(complete)
                .addAllUnfinishedInputs(finished.unfinished());
        if (complete && request.getExtract()) {
            response.setRawTransaction(Slices.bytes(finished.transaction().bytes()));
        }
        return response.build();
    }
}
