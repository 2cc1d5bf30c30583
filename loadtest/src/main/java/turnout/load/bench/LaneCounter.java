package turnout.load.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Reads how many calls a gateway passed on by lane, so that a fallback to gRPC is never measured as one.
 *
 * @param ops the gateway's address of operation, {@code http://host:port}
 * @param token an administrator's
 */
record LaneCounter(String ops, String token) {

    private static final String FAMILY = "turnout_lane_calls_total";

    /** So many in a thousand may be missing: calls that were open when the window was. */
    private static final long OPEN_CALLS = 10;

    long calls() throws IOException {
        return sum(page());
    }

    /** The gateway's metrics in Prometheus' text format. */
    String page() throws IOException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(ops + "/metrics"))
                    .header("Authorization", "Bearer " + token)
                    .build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("the gateway's metrics: " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Of a page in Prometheus' text format, over all labels. */
    static long sum(String page) {
        return page.lines()
                .filter(line -> line.startsWith(FAMILY + "{") || line.startsWith(FAMILY + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** @throws IOException when fewer calls went by lane than were measured */
    static void requireAll(long byLane, long measured) throws IOException {
        if (byLane < measured - measured * OPEN_CALLS / 1000) {
            throw new IOException("of " + measured + " calls only " + byLane + " went by lane");
        }
    }
}
