package turnout.load.generate;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The requests of one operation: the number of a request and the seed decide all of it, so that one can be made again
 * without those before it.
 */
final class Requests {

    /** Of a hundred requests: as valid as its source is; changed in one place; the rest is hostile. */
    private static final int VALID = 55;

    private static final int NEARLY = 35;

    private final MethodDescriptor method;
    private final String name;
    private final Seeds seeds;
    private final List<RequestGenerator> generators;
    private final long seed;

    /** @param generators of this operation; without any, all begin from the seeds */
    Requests(MethodDescriptor method, Seeds seeds, List<RequestGenerator> generators, long seed) {
        this.method = method;
        this.name = Seeds.name(method);
        this.seeds = seeds;
        this.generators = List.copyOf(generators);
        this.seed = seed;
    }

    ByteString request(long number) {
        RandomGenerator random = new SplittableRandom(seed ^ ((long) name.hashCode() << 32) ^ number);
        ByteString valid = valid(random);
        int kind = random.nextInt(100);
        if (kind < VALID) {
            return valid;
        }
        Message message;
        try {
            message = DynamicMessage.parseFrom(method.getInputType(), valid);
        } catch (InvalidProtocolBufferException e) {
            return Values.changed(valid, random);
        }
        return kind < VALID + NEARLY ? Mutation.of(message, random).toByteString() : Hostility.of(message, random);
    }

    private ByteString valid(RandomGenerator random) {
        if (generators.isEmpty() || random.nextInt(4) == 0) {
            return seeds.draw(name, random);
        }
        return generators.get(random.nextInt(generators.size())).next(random).toByteString();
    }
}
