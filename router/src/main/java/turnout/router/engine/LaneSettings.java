package turnout.router.engine;

/**
 * What all event loops' lanes share.
 *
 * @param replyLimitBytes the largest message that a worker may reply with
 */
public record LaneSettings(LaneUse use, int replyLimitBytes, LaneCounts counts) {}
