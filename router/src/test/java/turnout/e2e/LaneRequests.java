package turnout.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grpc.CallOptions;
import io.grpc.Metadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Requests at the edges of what requests may be: sizes, encodings, metadata. The behaviours say what arrived. */
record LaneRequests(String behaviour, UnaryOperator<CallOptions> options, Metadata metadata, byte[]... messages) {

    /** gRPC's limit of a request, which the service keeps to. */
    static final int LIMIT = 4 << 20;

    private static final byte[] EVERY_BYTE = new byte[256];

    static {
        for (int i = 0; i < EVERY_BYTE.length; i++) {
            EVERY_BYTE[i] = (byte) i;
        }
    }

    /** By what makes each special. */
    static final Map<String, LaneRequests> ALL = all();

    private static Map<String, LaneRequests> all() {
        Map<String, LaneRequests> all = new LinkedHashMap<>();
        all.put("no bytes", plain("Mirror", new byte[0]));
        all.put("every byte", plain("Echo", EVERY_BYTE));
        for (int size : new int[] {1, 16_384, 16_385, 65_536, 1 << 20, LIMIT - 1, LIMIT, LIMIT + 1}) {
            all.put(size + " bytes", plain("Measured", filled(size)));
        }
        all.put("an echo of 3 MiB", plain("Echo", filled(3 << 20)));
        all.put("a reply of 20 MiB", plain("Large", new byte[] {20}));

        all.put("gzip", with("Measured", options -> options.withCompression("gzip"), filled(100_000)));
        all.put("gzip of no bytes", with("Measured", options -> options.withCompression("gzip"), new byte[0]));
        all.put("gzip of the limit", with("Measured", options -> options.withCompression("gzip"), new byte[LIMIT]));
        all.put(
                "gzip of more than the limit",
                with("Measured", options -> options.withCompression("gzip"), new byte[LIMIT + 1]));

        all.put("metadata: order and duplicates", mirrored("b", "1", "a", "2", "b", "3", "c", "", "b", "3"));
        all.put("metadata: long values", mirrored("long", "v".repeat(6_000), "next", "1"));
        all.put("metadata: many entries", mirrored(many()));
        all.put("metadata: all of printable ASCII", mirrored("text", printable(), "k0_9.-z", "~"));
        all.put("metadata: names of HTTP", mirrored("authorization", "Bearer x", "cookie", "a=b; c=d", "date", "now"));
        all.put("metadata: forwarded", mirrored("x-forwarded-for", "10.0.0.1", "via", "1.1 x"));
        all.put(
                "metadata: gRPC's own names",
                sorted("grpc-previous-rpc-attempts", "1", "grpc-custom", "x", "host", "y"));
        all.put("metadata: nearly the gateway's names", mirrored("x-turnout", "1", "x-turnouts-key", "2"));
        all.put("metadata: bytes", binary("k-bin", EVERY_BYTE));
        all.put("metadata: no bytes", binary("k-bin", new byte[0], "l-bin", new byte[] {0}));
        all.put(
                "metadata: bytes twice",
                binary("k-bin", new byte[] {1}, "l-bin", new byte[] {2}, "k-bin", new byte[1]));
        all.put("metadata: bytes that look encoded", binary("k-bin", "AAEC,AwQ=".getBytes(US_ASCII)));
        all.put("metadata: what gRPC keeps to itself", hidden());
        all.put(
                "metadata: what gRPC shows",
                sorted("lb-token", "1", "w-trace", "2", "traceparent", "3", "trailer", "x"));
        all.put(
                "metadata: seen in a thread",
                new LaneRequests(
                        "PlainMirror",
                        options -> options,
                        all.get("metadata: bytes twice").metadata(),
                        new byte[0]));
        return all;
    }

    private static LaneRequests plain(String behaviour, byte[]... messages) {
        return new LaneRequests(behaviour, options -> options, new Metadata(), messages);
    }

    private static LaneRequests with(String behaviour, UnaryOperator<CallOptions> options, byte[] message) {
        return new LaneRequests(behaviour, options, new Metadata(), message);
    }

    /** @param entries names and values by turns */
    private static LaneRequests mirrored(String... entries) {
        Metadata metadata = new Metadata();
        for (int i = 0; i < entries.length; i += 2) {
            metadata.put(RawCalls.ascii(entries[i]), entries[i + 1]);
        }
        return new LaneRequests("Mirror", options -> options, metadata, new byte[0]);
    }

    /** gRPC's core shows the names that it knows first; the lane leaves them where they were. */
    private static LaneRequests sorted(String... entries) {
        return new LaneRequests(
                "MirrorSorted", options -> options, mirrored(entries).metadata(), new byte[0]);
    }

    /** @param entries names and values by turns */
    private static LaneRequests binary(Object... entries) {
        Metadata metadata = new Metadata();
        for (int i = 0; i < entries.length; i += 2) {
            metadata.put(
                    Metadata.Key.of((String) entries[i], Metadata.BINARY_BYTE_MARSHALLER), (byte[]) entries[i + 1]);
        }
        return new LaneRequests("Mirror", options -> options, metadata, new byte[0]);
    }

    private static LaneRequests hidden() {
        byte[] value = new byte[29];
        Metadata metadata = binary("grpc-trace-bin", value, "grpc-tags-bin", value, "grpc-server-stats-bin", value)
                .metadata();
        metadata.merge(
                binary("lb-cost-bin", value, "endpoint-load-metrics-bin", value).metadata());
        metadata.put(RawCalls.ascii("grpc-internal-encoding-request"), "gzip");
        return new LaneRequests("Mirror", options -> options, metadata, new byte[0]);
    }

    private static String[] many() {
        String[] entries = new String[200];
        for (int i = 0; i < entries.length; i += 2) {
            entries[i] = "name-" + i;
            entries[i + 1] = Integer.toString(i);
        }
        return entries;
    }

    private static String printable() {
        StringBuilder all = new StringBuilder();
        for (char c = 0x21; c < 0x7f; c++) {
            all.append(c).append(c == 'm' ? " " : "");
        }
        return all.toString();
    }

    /** Bytes that gzip cannot make small, the same each time. */
    static byte[] filled(int size) {
        byte[] filled = new byte[size];
        new Random(size).nextBytes(filled);
        return filled;
    }
}
