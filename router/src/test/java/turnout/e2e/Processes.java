package turnout.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Processes to processes, and whether these are still there. */
final class Processes {

    private Processes() {}

    /** @param name such as {@code KILL} or {@code STOP} */
    static void send(String name, long pid) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " " + pid + " ended with " + code);
        }
    }

    /** Whether it runs or is stopped; a zombie whose new parent has not looked yet does neither (proc_pid_stat(5)). */
    static boolean alive(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException e) {
            return false; // none, or it ended while the file was read
        }
    }

    /** Names of a process's threads, as the kernel has them: at most 15 bytes each. */
    static List<String> threads(long pid) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks.toList()) {
                try {
                    names.add(Files.readString(task.resolve("comm")).strip());
                } catch (IOException ended) {
                    continue; // while we looked
                }
            }
        }
        return names;
    }

    /** Those of whatever was started in a home: workers and devnode are told files in it. */
    static List<Long> of(Path home) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(home.toString()))
                .map(ProcessHandle::pid)
                .filter(Processes::alive)
                .toList();
    }
}
