package turnout.load;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs {@code load} as a program of its own. */
public final class Load {

    private Load() {}

    public static void main(String[] arguments) {
        System.exit(program(new LoadCommand()).execute(arguments));
    }

    /** A command as a program: wrong usage is told in one line. */
    public static CommandLine program(Callable<Integer> command) {
        return new CommandLine(command).setParameterExceptionHandler((exception, arguments) -> {
            CommandLine program = exception.getCommandLine();
            PrintWriter err = program.getErr();
            err.println(program.getCommandName() + ": " + exception.getMessage() + " (--help says more)");
            err.flush();
            return RefusedException.USAGE;
        });
    }
}
