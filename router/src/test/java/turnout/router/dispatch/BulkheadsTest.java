package turnout.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import turnout.contract.Contract;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Operations;

final class BulkheadsTest {

    private final Operations operations = Operations.of(Contract.shipped());
    private final Bulkheads bulkheads = new Bulkheads(operations, 20, 10, 2);
    private final Operation decode = operation("turnout.script.v1.ScriptService/DecodeScript");
    private final Operation validate = operation("turnout.script.v1.ScriptService/ValidateAddress");
    private final Operation block = operation("turnout.chain.v1.ChainService/GetBlock");

    @Test
    void keepsAFullCompartmentFromTheOthers() {
        for (int i = 0; i < 10; i++) {
            assertThat(bulkheads.enter(i % 2 == 0 ? decode : validate, EngineName.PYTHON))
                    .isTrue();
        }

        assertThat(bulkheads.enter(validate, EngineName.PYTHON)).isFalse();
        assertThat(bulkheads.enter(block, EngineName.PYTHON)).isTrue();
        assertThat(bulkheads.enter(validate, EngineName.NATIVE)).isTrue();
    }

    @Test
    void hasThePlaceAgainThatWasLeft() {
        for (int i = 0; i < 5; i++) {
            assertThat(bulkheads.enter(decode, EngineName.NATIVE)).isTrue();
        }
        assertThat(bulkheads.enter(decode, EngineName.NATIVE)).isFalse();

        bulkheads.leave(decode, EngineName.NATIVE);

        assertThat(bulkheads.enter(decode, EngineName.NATIVE)).isTrue();
        assertThat(bulkheads.enter(decode, EngineName.NATIVE)).isFalse();
    }

    private Operation operation(String name) {
        return operations.find(name).orElseThrow();
    }
}
