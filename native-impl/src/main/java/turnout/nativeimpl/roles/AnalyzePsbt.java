package turnout.nativeimpl.roles;

import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.psbt.Analyzer;
import turnout.nativeimpl.psbt.Finisher;
import turnout.nativeimpl.psbt.LockTimeConflict;
import turnout.nativeimpl.psbt.Psbt;
import turnout.nativeimpl.psbt.PsbtAnalysis;
import turnout.nativeimpl.psbt.PsbtAnalysis.InputAnalysis;
import turnout.nativeimpl.psbt.Satisfaction;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.AnalyzePsbtRequest;
import turnout.script.v1.AnalyzePsbtResponse;
import turnout.script.v1.PsbtInputAnalysis;
import turnout.script.v1.PsbtProblem;
import turnout.script.v1.PsbtRole;

/** What each input lacks and who is next, as Core's analyzepsbt. */
public final class AnalyzePsbt {

    private AnalyzePsbt() {}

    public static AnalyzePsbtResponse answer(AnalyzePsbtRequest request) throws Refusal {
        Psbt psbt = PsbtFields.psbt("psbt", request.getPsbt());
        try {
            if (Finisher.isTooMuch(psbt)) {
                throw Refusal.at("psbt", Reason.LIMIT_EXCEEDED, "psbt: too many inputs for so large a transaction");
            }
            return response(Analyzer.analyze(psbt));
        } catch (LockTimeConflict e) {
            return response(PsbtAnalysis.ofLockTimeConflict());
        }
    }

    private static AnalyzePsbtResponse response(PsbtAnalysis analysis) {
        AnalyzePsbtResponse.Builder response =
                AnalyzePsbtResponse.newBuilder().setNext(role(analysis.next())).setProblem(problem(analysis.problem()));
        analysis.inputs().forEach(input -> response.addInputs(input(input)));
        Integer vsize = analysis.estimatedVsize();
        if (vsize != null) {
            response.setEstimatedVsize(vsize);
        }
        Long rate = analysis.estimatedFeeRate();
        if (rate != null) {
            response.setEstimatedFeeRate(rate);
        }
        Long fee = analysis.fee();
        if (fee != null) {
            response.setFee(fee);
        }
        Integer input = analysis.problemInput();
        if (input != null) {
            response.setProblemInput(input);
        }
        return response.build();
    }

    private static PsbtInputAnalysis input(InputAnalysis input) {
        PsbtInputAnalysis.Builder message = PsbtInputAnalysis.newBuilder()
                .setHasUtxo(input.hasUtxo())
                .setIsFinal(input.isFinal())
                .setNext(role(input.next()));
        Satisfaction missing = input.missing();
        if (missing != null) {
            missing.missingPublicKeys().forEach(hash -> message.addMissingPublicKeys(Slices.bytes(hash)));
            missing.missingSignatures().forEach(hash -> message.addMissingSignatures(Slices.bytes(hash)));
            Slice redeemScript = missing.missingRedeemScript();
            if (redeemScript != null) {
                message.setMissingRedeemScript(Slices.bytes(redeemScript));
            }
            Slice witnessScript = missing.missingWitnessScript();
            if (witnessScript != null) {
                message.setMissingWitnessScript(Slices.bytes(witnessScript));
            }
        }
        return message.build();
    }

    private static PsbtRole role(PsbtAnalysis.Role role) {
        return switch (role) {
            case CREATOR -> PsbtRole.PSBT_ROLE_CREATOR;
            case UPDATER -> PsbtRole.PSBT_ROLE_UPDATER;
            case SIGNER -> PsbtRole.PSBT_ROLE_SIGNER;
            case FINALIZER -> PsbtRole.PSBT_ROLE_FINALIZER;
            case EXTRACTOR -> PsbtRole.PSBT_ROLE_EXTRACTOR;
        };
    }

    private static PsbtProblem problem(PsbtAnalysis.Problem problem) {
        return switch (problem) {
            case NONE -> PsbtProblem.PSBT_PROBLEM_UNSPECIFIED;
            case INPUT_VALUE -> PsbtProblem.PSBT_PROBLEM_INPUT_VALUE;
            case UNSPENDABLE_OUTPUT -> PsbtProblem.PSBT_PROBLEM_UNSPENDABLE_OUTPUT;
            case OUTPUT_VALUE -> PsbtProblem.PSBT_PROBLEM_OUTPUT_VALUE;
            case LOCK_TIME -> PsbtProblem.PSBT_PROBLEM_LOCK_TIME;
        };
    }
}
