package turnout.router.app.config;

/**
 * The value of one key.
 *
 * @param text as YAML writes it
 * @param fits false when what was written could not be taken and the default stands in for it
 */
record Value<T>(Key<T> key, T parsed, String text, Origin origin, boolean fits) {}
