package turnout.router.app;

import turnout.router.app.cli.Turnout;

/** The program behind {@code ./turnout}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Turnout.run(new GatewayAssembly(), arguments));
    }
}
