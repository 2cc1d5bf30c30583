package turnout.load.bench;

import java.util.List;

/**
 * A request that is answered OK, alike by both engines.
 *
 * @param title of its row
 * @param method {@code package.Service/Method}
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record EngineRequest(String title, String method, byte[] request, byte[] reply) {

    // A request is one frame of HTTP/2 at most, and a reply fits the buffer of the lane's client.
    private static final int LARGEST_REQUEST = 16_000;
    private static final int LARGEST_REPLY = 200_000;

    boolean fitsTheLane() {
        return request.length <= LARGEST_REQUEST && reply.length <= LARGEST_REPLY;
    }

    Workload workload() {
        return new Workload(method, List.of(request), List.of(reply));
    }
}
