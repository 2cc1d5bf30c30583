package turnout.nativeimpl.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import turnout.nativeimpl.sighash.SharedHashes;

class ScriptVerifierTest {

    @Test
    void saysWhatCoreSaysOfEveryScriptTest() {
        List<ScriptVector> vectors = ScriptVector.all();

        assertThat(vectors)
                .hasSize(1222)
                .allSatisfy(vector -> assertThat(verify(vector)).isEqualTo(vector.expected()));
    }

    private static ScriptError verify(ScriptVector vector) {
        SharedHashes hashes = new SharedHashes(vector.spending(), List.of(vector.credited()));
        return ScriptVerifier.verify(hashes, 0, ScriptFlags.of(vector.flags()));
    }
}
