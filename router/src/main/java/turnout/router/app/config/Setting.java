package turnout.router.app.config;

/**
 * One line of {@code config print}.
 *
 * @param value as YAML writes it; no key holds a secret, those stand in files that are only named here
 * @param origin where it was set, or {@code default}
 */
public record Setting(String key, String value, String origin, String reason) {

    static Setting of(Value<?> value) {
        return new Setting(
                value.key().path(),
                value.text(),
                value.origin().toString(),
                value.key().reason());
    }

    public boolean isDefault() {
        return origin.equals(Origin.DEFAULT.source());
    }
}
