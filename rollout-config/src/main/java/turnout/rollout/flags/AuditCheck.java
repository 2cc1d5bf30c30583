package turnout.rollout.flags;

import java.util.OptionalLong;

/**
 * What an audit log's check found.
 *
 * @param lines how many lines, from the first, are what was written
 * @param brokenLine the first line that is not, counted from 1
 * @param sentence the finding, for people
 */
public record AuditCheck(boolean intact, long lines, OptionalLong brokenLine, String sentence) {

    static AuditCheck intact(long lines, AuditHead head) {
        return new AuditCheck(
                true,
                lines,
                OptionalLong.empty(),
                "The audit log is intact: " + lines + " lines, head " + head.mac() + ".");
    }

    static AuditCheck broken(long line, String clause) {
        return new AuditCheck(
                false,
                line - 1,
                OptionalLong.of(line),
                "The audit log is not what was written: line " + line + ": " + clause + ".");
    }

    static AuditCheck impossible(String sentence) {
        return new AuditCheck(false, 0, OptionalLong.empty(), sentence);
    }
}
