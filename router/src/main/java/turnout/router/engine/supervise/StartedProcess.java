package turnout.router.engine.supervise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A process as a later gateway can recognise it. Process ids are used again, so one alone must never be killed by.
 *
 * @param startTicks when it started, in clock ticks since boot (proc_pid_stat(5), field 22): unlike a time of day it
 *     does not move with the clock
 * @param argument stands in its command line and in no other process's
 */
record StartedProcess(long pid, long startTicks, String argument) {

    /** Field 22, counted from the third, which is the first after the name in parentheses. */
    private static final int START_AFTER_NAME = 22 - 3;

    /** @throws IOException when there is no such process any more */
    static StartedProcess of(long pid, String argument) throws IOException {
        return new StartedProcess(
                pid, startTicks(pid).orElseThrow(() -> new IOException("process " + pid + " has ended")), argument);
    }

    /** Whether the process with this id is still that one; a zombie is not. */
    boolean alive() {
        OptionalLong now = startTicks(pid);
        if (now.isEmpty() || now.getAsLong() != startTicks) {
            return false;
        }
        try {
            String commandLine = Files.readString(file(pid, "cmdline"), StandardCharsets.UTF_8);
            return Arrays.asList(commandLine.split("\0")).contains(argument);
        } catch (IOException e) {
            return false;
        }
    }

    /** When a process started; empty when there is none of this id. */
    static OptionalLong startTicks(long pid) {
        try {
            // The name may hold anything, blanks and parentheses too, but nothing after it does.
            String stat = Files.readString(file(pid, "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return OptionalLong.of(Long.parseLong(fields[START_AFTER_NAME]));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static Path file(long pid, String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
