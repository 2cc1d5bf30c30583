package turnout.load.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Sets a component's share through a gateway's ops API.
 *
 * @param ops its address, {@code http://host:port}
 * @param token an administrator's
 */
record FlagApi(String ops, String token) {

    void setShare(String component, int percent) throws IOException, InterruptedException {
        set(component, percent, 0);
    }

    /** @param shadow percent of the calls that the other engine is given too */
    void set(String component, int percent, int shadow) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(ops + "/api/v1/flags/" + component))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"percent\":\"" + percent + "\",\"shadow\":\"" + shadow
                            + "\",\"reason\":\"bench\",\"override\":true}"))
                    .build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException("the gateway refuses the share of " + component + ": " + response.statusCode()
                        + " " + response.body());
            }
        }
    }
}
