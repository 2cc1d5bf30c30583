package turnout.router.shadow;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Whether the machine has CPU to spare; looks twice a second at most. */
final class CpuCeiling implements BooleanSupplier {

    private static final long EVERY_NANOS = 500_000_000;

    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final double ceiling;
    private final LongSupplier nanoTime;
    private volatile long lookedNanos;
    private volatile boolean spare = true;

    CpuCeiling(double ceiling, LongSupplier nanoTime) {
        this.ceiling = ceiling;
        this.nanoTime = nanoTime;
        this.lookedNanos = nanoTime.getAsLong();
        machine.getCpuLoad(); // the first asks for the time since the start
    }

    @Override
    public boolean getAsBoolean() {
        long now = nanoTime.getAsLong();
        if (now - lookedNanos > EVERY_NANOS) {
            lookedNanos = now;
            double load = machine.getCpuLoad();
            spare = load <= ceiling; // negative where it is not known; at a ceiling of 1 there is always some to spare
        }
        return spare;
    }
}
