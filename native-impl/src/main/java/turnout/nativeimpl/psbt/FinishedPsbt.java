package turnout.nativeimpl.psbt;

import java.util.List;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;

/**
 * What the finalizer made.
 *
 * @param unfinished inputs that are not final and valid, ascending
 * @param transaction with the final scripts there are
 */
public record FinishedPsbt(Slice psbt, List<Integer> unfinished, RawTransaction transaction) {}
