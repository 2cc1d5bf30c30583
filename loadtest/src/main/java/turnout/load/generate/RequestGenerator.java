package turnout.load.generate;

import com.google.protobuf.Message;
import java.util.random.RandomGenerator;

/** Draws valid requests of one operation. The same draws make the same request; called by one thread at a time. */
@FunctionalInterface
public interface RequestGenerator {

    Message next(RandomGenerator random);
}
