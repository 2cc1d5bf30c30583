package turnout.load.vectors;

/** One of the two that are asked; the name is what {@code x-turnout-engine} takes. */
public enum Engine {
    PYTHON("python"),
    NATIVE("native");

    private final String text;

    Engine(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
