package turnout.load.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The CPU clock of another process, all its threads together, ended ones included: POSIX's clock_getcpuclockid.
 *
 * <p>Chosen over /proc/PID/stat, whose ticks of 10 ms are 5 % of what a byte forwarder uses in a round, and over the
 * nanoseconds in /proc/PID/task, which lose the compiler threads that a JVM ends.
 */
final class CpuClock {

    private static final MethodHandle CLOCK_ID = function(
            "clock_getcpuclockid",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    private static final MethodHandle GET_TIME = function(
            "clock_gettime", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    private CpuClock() {}

    /** @throws IllegalStateException when there is no such process */
    static long nanos(long pid) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment clock = arena.allocate(ValueLayout.JAVA_INT);
            // struct timespec: seconds and nanoseconds, 64 bits each on every 64-bit Linux.
            MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
            if ((int) CLOCK_ID.invokeExact((int) pid, clock) != 0
                    || (int) GET_TIME.invokeExact(clock.get(ValueLayout.JAVA_INT, 0), time) != 0) {
                throw new IllegalStateException("process " + pid + " has no CPU clock: it is gone");
            }
            return time.getAtIndex(ValueLayout.JAVA_LONG, 0) * 1_000_000_000L
                    + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    // Two plain functions of the C library.
    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }
}
