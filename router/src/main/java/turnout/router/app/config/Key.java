package turnout.router.app.config;

import java.util.Locale;

/**
 * One key of the configuration.
 *
 * @param path {@code gateway.limits.connections}
 * @param initial the value when nobody sets one, as it would be written in the file
 * @param reason one sentence: what it is for, and why the value that it has
 */
record Key<T>(String path, Kind<T> kind, String initial, String reason) {

    /** The environment variable that sets it: {@code TURNOUT_GATEWAY_LIMITS_CONNECTIONS}. */
    String variable() {
        return variable(path);
    }

    static String variable(String path) {
        return "TURNOUT_" + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
