package turnout.load.vectors;

/**
 * Both engines' answers to one request.
 *
 * @param pythonNanos from the call's start to its end, as the caller sees it
 * @param nativeNanos the same
 */
public record Asked(Answer python, Answer inJvm, long pythonNanos, long nativeNanos) {

    public boolean differ() {
        return !python.equals(inJvm);
    }
}
