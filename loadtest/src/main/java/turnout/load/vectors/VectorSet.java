package turnout.load.vectors;

import java.io.IOException;
import java.util.stream.Stream;

/**
 * The cases of one file or folder.
 *
 * @param name as the report says it
 * @param source what must be there, below the shared vectors or, beginning with {@code own/}, below
 *     {@code proto/vectors}
 */
public record VectorSet(String name, String source, Cases cases) {

    /** Reads the cases in an order that is always the same; the stream may be lazy. */
    @FunctionalInterface
    public interface Cases {
        Stream<VectorCase> of(Corpus corpus) throws IOException;
    }

    /** A set named as its source without the extension. */
    public static VectorSet of(String source, Cases cases) {
        return new VectorSet(source.replaceFirst("\\.(json|csv)$", ""), source, cases);
    }
}
