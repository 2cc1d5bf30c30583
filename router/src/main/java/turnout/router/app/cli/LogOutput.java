package turnout.router.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import turnout.router.app.config.LogSettings;

/**
 * Where log lines go: standard error, one event a line. Logback finds this class as a service when the first logger is
 * made, so that a command which logs nothing does not pay for it, and no XML is read.
 */
public final class LogOutput extends ContextAwareBase implements Configurator {

    /** What commands log; a gateway sets its own before it starts. */
    private static volatile LogSettings settings = new LogSettings(LogSettings.Level.WARN, LogSettings.Format.TEXT);

    static void use(LogSettings chosen) {
        settings = chosen;
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LogSettings chosen = settings;
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder(chosen.format(), context));
        console.start();
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(console);
        root.setLevel(Level.WARN); // libraries; Netty alone logs an INFO line for each frame that it ignores
        context.getLogger("turnout").setLevel(Level.toLevel(chosen.level().name()));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Encoder<ILoggingEvent> encoder(LogSettings.Format format, LoggerContext context) {
        return switch (format) {
            case JSON -> {
                JsonEncoder encoder = new JsonEncoder();
                encoder.setContext(context);
                encoder.start();
                yield encoder;
            }
            case TEXT -> {
                PatternLayoutEncoder encoder = new PatternLayoutEncoder();
                encoder.setContext(context);
                encoder.setPattern("time=%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\"} level=%level logger=%logger{0} %msg%n");
                encoder.start();
                yield encoder;
            }
        };
    }
}
