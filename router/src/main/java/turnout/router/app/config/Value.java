package turnout.router.app.config;

/**
 * The value of one key.
 *
 * @param text as YAML writes it
 * @param origin {@code turnout.yaml:12}, {@code TURNOUT_GATEWAY_LISTEN}, {@code -D gateway.listen} or {@code default}
 * @param fits false when what was written could not be taken and the default stands in for it
 */
record Value<T>(Key<T> key, T parsed, String text, String origin, boolean fits) {}
