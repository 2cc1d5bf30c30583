package turnout.rollout.flags;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of the flag file: JSON whose last member is the SHA-256 of every byte before that member, so that a file
 * cut or changed at any byte is known for broken.
 *
 * @param generation rises by one with each write
 * @param audit the last line of the audit log when this was written
 */
record FlagDocument(long generation, Instant writtenAt, Flags flags, AuditHead audit) {

    private static final int FORMAT = 1;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Pattern SEALED = Pattern.compile("(?s)(.+,\\n)  \"sha256\" : \"([0-9a-f]{64})\"\\n}\\n");

    byte[] bytes() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("format", FORMAT);
        members.put("generation", generation);
        members.put("writtenAt", writtenAt.toString());
        members.put("nativeAllowed", flags.nativeAllowed());
        members.put("nativeRev", flags.nativeRev());
        Map<String, Object> components = new LinkedHashMap<>();
        flags.components().forEach((name, component) -> components.put(name, values(component)));
        members.put("components", components);
        members.put("audit", Map.of("seq", audit.seq(), "mac", audit.mac()));
        String json = JSON.writeValueAsString(members).replace("\r\n", "\n");
        String sealed = json.substring(0, json.lastIndexOf("\n}")) + ",\n";
        return (sealed + "  \"sha256\" : \"" + sha256(sealed) + "\"\n}\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IOException with a sentence when one byte is not what was written */
    static FlagDocument parse(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Matcher sealed = SEALED.matcher(text);
        if (!sealed.matches() || !sha256(sealed.group(1)).equals(sealed.group(2))) {
            throw new IOException(
                    "The flag file is cut or changed (" + bytes.length + " bytes, checksum does not fit).");
        }
        try {
            JsonNode root = JSON.readTree(text);
            if (root.path("format").asInt(0) != FORMAT) {
                throw new IOException(
                        "The flag file has format " + root.path("format") + "; this program reads " + FORMAT + ".");
            }
            return new FlagDocument(
                    root.path("generation").asLong(),
                    Instant.parse(root.path("writtenAt").asString()),
                    flags(root),
                    new AuditHead(
                            root.path("audit").path("seq").asLong(),
                            root.path("audit").path("mac").asString()));
        } catch (RuntimeException unreadable) { // Jackson's, java.time's, Share's own
            throw new IOException("The flag file has a good checksum and no good content: " + unreadable.getMessage());
        }
    }

    /** The state of a first start. */
    static Flags shipped() {
        try (InputStream resource = FlagDocument.class.getResourceAsStream("shipped-flags.json")) {
            return flags(JSON.readTree(resource));
        } catch (IOException | JacksonException broken) {
            throw new IllegalStateException("shipped-flags.json is part of this jar", broken);
        }
    }

    /** A component's values as files and the audit log write them. */
    static Map<String, Object> values(ComponentFlags component) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("percent", component.percent().text());
        values.put("shadow", component.shadow().text());
        values.put("except", component.except());
        values.put("rev", component.rev());
        values.put("reason", component.reason());
        return values;
    }

    /** Of all components only what matters most, for records about all of them. */
    static Map<String, Object> summary(Flags flags) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("nativeAllowed", flags.nativeAllowed());
        flags.components()
                .forEach((name, component) ->
                        summary.put(name, component.percent().text()));
        return summary;
    }

    private static Flags flags(JsonNode root) {
        SortedMap<String, ComponentFlags> components = new TreeMap<>();
        root.path("components").forEachEntry((name, node) -> components.put(name, component(name, node)));
        return new Flags(
                root.path("nativeAllowed").asBoolean(false),
                root.path("nativeRev").asLong(0),
                components);
    }

    private static ComponentFlags component(String name, JsonNode node) {
        Set<String> except = new TreeSet<>();
        node.path("except").forEach(operation -> except.add(operation.asString()));
        return new ComponentFlags(
                name,
                Share.parse(node.path("percent").asString()),
                Share.parse(node.path("shadow").asString()),
                except,
                node.path("rev").asLong(),
                node.path("reason").asString());
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
