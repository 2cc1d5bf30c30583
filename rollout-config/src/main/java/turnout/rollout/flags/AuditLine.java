package turnout.rollout.flags;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One record as a line of JSON. The line's last member is its HMAC-SHA256 over the same object without that member;
 * the member {@code prev} holds the line before's, which makes a chain of them.
 */
final class AuditLine {

    /** Stands before the first line. */
    static final String NO_PREVIOUS = "0".repeat(64);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern SEALED = Pattern.compile("(\\{.+),\"mac\":\"([0-9a-f]{64})\"}");

    private AuditLine() {}

    static AuditRecord sealed(long seq, AuditEvent event, String prev, SecretKey key) {
        return new AuditRecord(seq, event, mac(body(seq, event, prev), key));
    }

    /** Without the line's end. */
    static String text(AuditRecord line, String prev) {
        String body = body(line.seq(), line.event(), prev);
        return body.substring(0, body.length() - 1) + ",\"mac\":\"" + line.mac() + "\"}";
    }

    /** @throws IOException with a sentence when the text is not a line of an audit log */
    static AuditRecord parse(String text) throws IOException {
        Matcher sealed = sealed(text);
        try {
            return new AuditRecord(read(text).path("seq").asLong(), event(read(text)), sealed.group(2));
        } catch (RuntimeException notARecord) { // Jackson's and java.time's own
            throw new IOException("it is not a record", notARecord);
        }
    }

    /** @throws IOException with a clause that says what is wrong with the line */
    static AuditRecord verified(String text, long seq, String prev, SecretKey key) throws IOException {
        Matcher sealed = sealed(text);
        if (!mac(sealed.group(1) + "}", key).equals(sealed.group(2))) {
            throw new IOException("its content does not match its HMAC");
        }
        AuditRecord line = parse(text);
        if (line.seq() != seq) {
            throw new IOException("its seq is " + line.seq() + " where " + seq + " was expected");
        }
        if (!read(text).path("prev").asString("").equals(prev)) {
            throw new IOException("it does not follow the line before it");
        }
        return line;
    }

    private static Matcher sealed(String text) throws IOException {
        Matcher sealed = SEALED.matcher(text);
        if (!sealed.matches()) {
            throw new IOException("it is not a complete record");
        }
        return sealed;
    }

    private static String body(long seq, AuditEvent event, String prev) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("seq", seq);
        members.put("time", event.time().toString());
        members.put("actor", event.actor());
        members.put("action", event.action());
        event.subject().ifPresent(subject -> members.put("subject", subject));
        members.put("reason", event.reason());
        members.put("before", event.before());
        members.put("after", event.after());
        members.put("rev", event.rev());
        members.put("override", event.override());
        members.put("prev", prev);
        return JSON.writeValueAsString(members);
    }

    private static AuditEvent event(JsonNode line) {
        return new AuditEvent(
                Instant.parse(line.path("time").asString()),
                line.path("actor").asString(),
                line.path("action").asString(),
                Optional.ofNullable(line.get("subject")).map(JsonNode::asString),
                line.path("reason").asString(),
                values(line.path("before")),
                values(line.path("after")),
                line.path("rev").asLong(),
                line.path("override").asBoolean());
    }

    private static Map<String, Object> values(JsonNode node) {
        return JSON.convertValue(node, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    private static JsonNode read(String text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JacksonException notJson) {
            throw new IOException("it is not JSON", notJson);
        }
    }

    private static String mac(String body, SecretKey key) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(key);
            return HexFormat.of().formatHex(hmac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
