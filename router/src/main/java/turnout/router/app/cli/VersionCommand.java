package turnout.router.app.cli;

import picocli.CommandLine.Command;

@Command(name = "version", description = "Prints the version of Turnout and of the JVM it runs on.")
final class VersionCommand implements Runnable {

    @Override
    public void run() {
        System.out.println(line());
    }

    static String line() {
        return "turnout " + Installation.version() + " on Java " + Runtime.version();
    }
}
