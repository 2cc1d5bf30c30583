package turnout.load.bench;

/**
 * What one engine showed for one request, again and again.
 *
 * @param perSecond calls on one core
 * @param perSecondOnAll calls on all cores together
 * @param cpuMicros of the engine's own threads or process, for a call
 * @param p50Micros of a call alone
 * @param p99Micros the same
 * @param allocatedBytes of heap for a call; negative where nobody counts it
 */
record EngineCost(
        double perSecond,
        double perSecondOnAll,
        double cpuMicros,
        double p50Micros,
        double p99Micros,
        double allocatedBytes) {}
