package turnout.load;

import picocli.CommandLine;

/** Runs {@code load} on its own, without the launcher. */
public final class Load {

    private Load() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadCommand()).execute(arguments));
    }
}
