package turnout.router.dispatch;

import java.util.ArrayList;
import java.util.List;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Operations;

/**
 * How many calls of one component may be with one engine: a slow sidecar fills its own compartment, and neither the calls
 * of NATIVE nor those of other components go down with it. Owned by one event loop, which has its part of the caps.
 */
public final class Bulkheads {

    private static final int ENGINES = EngineName.values().length;

    private final int[] compartments;
    private final int[] inFlight;
    private final int[] caps = new int[ENGINES];

    /** Caps are those of the process; each of the loops has its part. */
    public Bulkheads(Operations operations, int pythonCap, int nativeCap, int loops) {
        List<String> components = new ArrayList<>(operations.components());
        this.compartments = operations.all().stream()
                .mapToInt(operation -> components.indexOf(operation.component()))
                .toArray();
        this.inFlight = new int[components.size() * ENGINES];
        caps[EngineName.PYTHON.ordinal()] = Math.max(1, pythonCap / loops);
        caps[EngineName.NATIVE.ordinal()] = Math.max(1, nativeCap / loops);
    }

    /** Takes a place, which {@link #leave} gives back; false when there is none. */
    public boolean enter(Operation operation, EngineName engine) {
        int compartment = compartment(operation, engine);
        if (inFlight[compartment] >= caps[engine.ordinal()]) {
            return false;
        }
        inFlight[compartment]++;
        return true;
    }

    public void leave(Operation operation, EngineName engine) {
        inFlight[compartment(operation, engine)]--;
    }

    private int compartment(Operation operation, EngineName engine) {
        return compartments[operation.index()] * ENGINES + engine.ordinal();
    }
}
