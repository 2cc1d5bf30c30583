package turnout.nativeimpl.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import turnout.nativeimpl.sighash.SharedHashes;

class ScriptVerifierTest {

    @Test
    void saysWhatCoreSaysOfEveryScriptTest() {
        SoftAssertions softly = new SoftAssertions();
        long count = ScriptVector.all()
                .peek(vector ->
                        softly.assertThat(verify(vector)).as(vector.name()).isEqualTo(vector.expected()))
                .count();

        softly.assertAll();
        assertThat(count).isEqualTo(1222);
    }

    private static ScriptError verify(ScriptVector vector) {
        SharedHashes hashes = new SharedHashes(vector.spending(), List.of(vector.credited()));
        return ScriptVerifier.verify(hashes, 0, ScriptFlags.of(vector.flags()));
    }
}
