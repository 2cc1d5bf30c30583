package turnout.router.compare;

import com.google.protobuf.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import turnout.contract.Contract;
import turnout.router.call.Operation;
import turnout.router.call.Operations;

/** A usual small reply of the shipped contract, as the bench compares it. */
public final class CompareSamples {

    private static final String OPERATION = "turnout.chain.v1.ChainService/GetTransaction";
    private static final int SMALLEST_BYTES = 300;
    private static final int LARGEST_BYTES = 600;

    private static final Operations OPERATIONS = Operations.of(Contract.shipped());
    private static final Message REPLY = reply();

    private CompareSamples() {}

    public static Operations operations() {
        return OPERATIONS;
    }

    public static Operation operation() {
        return OPERATIONS.find(OPERATION).orElseThrow();
    }

    public static byte[] body() {
        return REPLY.toByteArray();
    }

    /** The same message in other bytes. */
    public static byte[] encodedOtherwise() {
        Random random = new Random(1);
        Reencoding reencoding = new Reencoding(random, new RandomMessages(random));
        try {
            byte[] bytes = reencoding.encode(REPLY);
            if (Arrays.equals(bytes, body())) {
                throw new IllegalStateException("drawn encoding is the usual one");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message with one difference outside the rules. */
    public static byte[] different() {
        Random random = new Random(1);
        Mutations mutations = new Mutations(random, new RandomMessages(random));
        while (true) {
            Mutations.Mutated mutated = mutations.mutate(REPLY);
            if (mutated.expected() == Mutations.Expected.FOUND) {
                return mutated.message().toByteArray();
            }
        }
    }

    private static Message reply() {
        RandomMessages messages = new RandomMessages(new Random(7));
        while (true) {
            Message reply = messages.message(operation().descriptor().getOutputType(), 3);
            int bytes = reply.getSerializedSize();
            if (bytes >= SMALLEST_BYTES && bytes <= LARGEST_BYTES) {
                return reply;
            }
        }
    }
}
