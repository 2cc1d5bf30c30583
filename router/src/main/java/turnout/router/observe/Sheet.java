package turnout.router.observe;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Role;

/**
 * Where one event loop writes down how its calls went: 20 ns a call, no lock, nothing allocated after the first call of
 * a line. Only the thread that it was made for may record on it, unless it is the scoreboard's shared one.
 */
public final class Sheet {

    private final boolean shared;
    private final AtomicReferenceArray<@Nullable Cell> cells;

    Sheet(boolean shared, int lines) {
        this.shared = shared;
        this.cells = new AtomicReferenceArray<>(lines);
    }

    /**
     * @param operation null for a method that is no operation of the contract
     * @param answered false when the engine failed by its own fault; a caller's mistake is an answer
     * @param status gRPC status code, 0 to 16
     * @param nanos from the whole request in hand to the last byte of the reply, or to the failure
     */
    public void record(
            @Nullable Operation operation, EngineName engine, Role role, boolean answered, int status, long nanos) {
        int index = Lines.index(operation, engine, role, answered);
        Cell cell = cells.getAcquire(index);
        if (cell == null) {
            cell = created(index);
        }
        cell.record(status, nanos);
    }

    @Nullable
    Cell cell(int index) {
        return cells.getAcquire(index);
    }

    private Cell created(int index) {
        Cell fresh = shared ? Cell.shared() : Cell.owned();
        Cell earlier = cells.compareAndExchange(index, null, fresh);
        return earlier == null ? fresh : earlier;
    }
}
