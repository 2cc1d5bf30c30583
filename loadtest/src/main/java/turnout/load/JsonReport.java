package turnout.load;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A run for programs; times in nanoseconds, as the name of each field says. */
final class JsonReport {

    private static final Map<String, Double> PERCENTILES = percentiles();

    private JsonReport() {}

    static String of(LoadResult result) {
        LoadPlan plan = result.plan();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("method", plan.method());
        report.put("target", plan.target());
        report.put("connections", plan.connections());
        report.put("rps", plan.schedule().rps());
        report.put("blockNanos", plan.schedule().blockNanos());
        report.put("seed", plan.seed());
        report.put("selfTest", result.selfTest());
        report.put("warmUpCalls", plan.warmUpCalls());
        report.put("warmUpFailed", LoadResult.failed(result.warmUp()));
        Map<String, Object> arms = new LinkedHashMap<>();
        for (int arm = 0; arm < plan.arms().size(); arm++) {
            arms.put(plan.arms().get(arm).name(), arm(result.tallies().get(arm)));
        }
        report.put("arms", arms);
        result.comparison().ifPresent(comparison -> report.put("nativeToPython", comparison(comparison)));
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report);
    }

    private static Map<String, Object> arm(ArmTally tally) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("calls", tally.calls());
        fields.put("ok", tally.ok());
        fields.put("failed", tally.failed());
        fields.put("failures", tally.failures());
        fields.put("achievedRps", tally.achievedRate());
        fields.put("measured", tally.measured());
        if (tally.measured() > 0) {
            PERCENTILES.forEach((name, percent) -> fields.put(name + "Nanos", tally.percentile(percent)));
        }
        return fields;
    }

    private static Map<String, Object> comparison(Comparison comparison) {
        Map<String, Object> fields = new LinkedHashMap<>();
        PERCENTILES.forEach((name, percent) -> comparison.ratio(percent).ifPresent(ratio -> fields.put(name, ratio)));
        comparison.medianInterval().ifPresent(interval -> fields.put("p50Interval95", ends(interval)));
        comparison.p99Interval().ifPresent(interval -> fields.put("p99Interval95", ends(interval)));
        return fields;
    }

    private static List<Double> ends(StudentT interval) {
        return List.of(interval.low(), interval.high());
    }

    private static Map<String, Double> percentiles() {
        Map<String, Double> names = new LinkedHashMap<>();
        names.put("p50", 50.0);
        names.put("p90", 90.0);
        names.put("p99", 99.0);
        names.put("p999", 99.9);
        names.put("max", 100.0);
        return names;
    }
}
