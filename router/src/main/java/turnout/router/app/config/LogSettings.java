package turnout.router.app.config;

/** What the gateway writes to its standard error, one event a line. */
public record LogSettings(Level level, Format format) {

    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    public enum Format {
        TEXT,
        JSON
    }

    static LogSettings of(Values values) {
        return new LogSettings(values.get(Keys.LOG_LEVEL), values.get(Keys.LOG_FORMAT));
    }
}
