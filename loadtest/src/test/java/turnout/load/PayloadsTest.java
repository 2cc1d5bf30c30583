package turnout.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import turnout.contract.Contract;
import turnout.script.v1.DecodeScriptRequest;

class PayloadsTest {

    static Stream<MethodDescriptor> shippedOperations() {
        return Contract.shipped().methods().stream();
    }

    @ParameterizedTest
    @MethodSource("shippedOperations")
    void hasSamplesThatFitEveryShippedOperation(MethodDescriptor method) throws Exception {
        boolean asksNothing = method.getInputType().getFields().isEmpty();

        assertThat(Payloads.samples(method))
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message.length > 0).isNotEqualTo(asksNothing));
    }

    @Test
    void readsOneObjectOrSeveral() throws Exception {
        String one = "{\"script\":\"UQ==\",\"network\":\"NETWORK_REGTEST\"}";

        assertThat(Payloads.read(one, decodeScript())).hasSize(1);
        assertThat(Payloads.read("[" + one + "," + one + "]", decodeScript())).hasSize(2);
        assertThat(DecodeScriptRequest.parseFrom(
                                Payloads.read(one, decodeScript()).getFirst())
                        .getScript()
                        .toByteArray())
                .containsExactly(0x51);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scripd\":\"\"} | is not a turnout.script.v1.DecodeScriptRequest",
                "{\"script\" | is not JSON",
                "[] | neither an object nor an array",
                "7 | neither an object nor an array",
                "{\"script\":\"{{.RequestNumber}}\"} | templates"
            })
    void refusesDataThatCannotBeSent(String json, String reason) {
        assertThatThrownBy(() -> Payloads.read(json, decodeScript()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(reason);
    }

    private static MethodDescriptor decodeScript() {
        return shippedOperations()
                .filter(method -> method.getName().equals("DecodeScript"))
                .findFirst()
                .orElseThrow();
    }
}
