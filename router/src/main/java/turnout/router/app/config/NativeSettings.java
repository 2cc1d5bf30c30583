package turnout.router.app.config;

/**
 * The pools of the engine in this JVM.
 *
 * @param inFlight calls of one component at once
 * @param cpuThreads threads for operations of cost CPU
 * @param cpuQueue calls that may wait for one of them; above it a call is RESOURCE_EXHAUSTED
 * @param blockingInFlight calls of cost BLOCKING that may run at once, each on a virtual thread
 */
public record NativeSettings(int inFlight, int cpuThreads, int cpuQueue, int blockingInFlight) {

    static NativeSettings of(Values values) {
        return new NativeSettings(
                values.get(Keys.NATIVE_IN_FLIGHT),
                values.get(Keys.NATIVE_CPU_THREADS),
                values.get(Keys.NATIVE_CPU_QUEUE),
                values.get(Keys.NATIVE_BLOCKING_IN_FLIGHT));
    }
}
