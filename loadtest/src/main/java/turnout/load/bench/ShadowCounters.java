package turnout.load.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a gateway counted of its shadow calls.
 *
 * @param compared to the end, whatever came of it
 * @param dropped by reason, what was asked and not compared among them
 */
record ShadowCounters(long compared, Map<String, Long> dropped) {

    private static final Pattern LABEL = Pattern.compile("(?:reason|outcome)=\"([^\"]*)\"");

    ShadowCounters {
        dropped = Map.copyOf(dropped);
    }

    /** Of a page in Prometheus' text format. */
    static ShadowCounters of(String page) {
        long compared = 0;
        Map<String, Long> dropped = new TreeMap<>();
        for (String line : page.split("\n")) {
            Matcher label = LABEL.matcher(line);
            if (!label.find()) {
                continue;
            }
            long count = (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            boolean comparison = line.startsWith("turnout_comparisons_total{");
            if (comparison && !label.group(1).startsWith("not-compared")) {
                compared += count;
            } else if (comparison || line.startsWith("turnout_shadow_dropped_total{")) {
                dropped.merge(label.group(1), count, Long::sum);
            }
        }
        return new ShadowCounters(compared, dropped);
    }

    /** Counted since then; reasons that did not grow are left out. */
    ShadowCounters since(ShadowCounters before) {
        Map<String, Long> grown = new TreeMap<>();
        dropped.forEach((reason, count) -> {
            long more = count - before.dropped.getOrDefault(reason, 0L);
            if (more > 0) {
                grown.put(reason, more);
            }
        });
        return new ShadowCounters(compared - before.compared, grown);
    }
}
