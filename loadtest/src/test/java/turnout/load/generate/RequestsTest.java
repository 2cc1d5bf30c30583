package turnout.load.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import turnout.contract.Contract;
import turnout.load.vectors.Corpus;

class RequestsTest {

    private static final long SEED = 20_261_125;

    private static final Contract CONTRACT = Contract.shipped();

    @Test
    void makesARequestAgainFromItsNumberAlone() throws Exception {
        for (MethodDescriptor method : CONTRACT.methods()) {
            Requests once = requests(method);
            for (long number = 0; number < 50; number++) {
                once.request(number);
            }

            assertThat(requests(method).request(49)).isEqualTo(once.request(49));
        }
    }

    @Test
    void drawsDifferentRequestsOfEveryOperationThatHasFields() throws Exception {
        for (MethodDescriptor method : withFields()) {
            Requests requests = requests(method);
            Set<ByteString> drawn = new HashSet<>();
            for (long number = 0; number < 300; number++) {
                drawn.add(requests.request(number));
            }

            assertThat(drawn).as(method.getFullName() + ", seed " + SEED).hasSizeGreaterThan(20);
        }
    }

    @Test
    void changesAMessageAndLeavesAMessage() throws Exception {
        RandomGenerator random = new SplittableRandom(SEED);
        for (MethodDescriptor method : withFields()) {
            Message message = DynamicMessage.getDefaultInstance(method.getInputType());
            int same = 0;
            for (int i = 0; i < 400; i++) {
                Message changed = Mutation.of(message, random);
                same += changed.equals(message) ? 1 : 0;
                DynamicMessage.parseFrom(method.getInputType(), changed.toByteString());
                message = changed.getSerializedSize() > 4_000 ? message : changed;
            }

            assertThat(same).as(method.getFullName() + ", seed " + SEED).isLessThan(200);
        }
    }

    @Test
    void writesAddressesThatOthersWrite() {
        assertThat(Addresses.base58(0, ByteString.fromHex("62e907b15cbf27d5425399ebf6f0fb50ebb88f18")))
                .isEqualTo("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa");
        assertThat(Addresses.bech32(
                        "bc",
                        0,
                        ByteString.fromHex("751e76e8199196d454941c45d1b3a323f1433bd6"),
                        Addresses.BECH32_CONSTANT))
                .isEqualTo("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4");
    }

    private static List<MethodDescriptor> withFields() {
        return CONTRACT.methods().stream()
                .filter(method -> !method.getInputType().getFields().isEmpty())
                .toList();
    }

    private static Requests requests(MethodDescriptor method) throws Exception {
        Corpus nowhere = new Corpus(Path.of("absent"), Path.of("absent"));
        return new Requests(
                method,
                Seeds.of(List.of(), nowhere, CONTRACT),
                Generators.byMethod().getOrDefault(Seeds.name(method), List.of()),
                SEED);
    }
}
