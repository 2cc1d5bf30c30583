package turnout.load.generate;

import java.util.random.RandomGenerator;
import turnout.script.v1.DecodeScriptRequest;

/** Requests about scripts. */
final class ScriptRequests {

    private ScriptRequests() {}

    static DecodeScriptRequest decode(RandomGenerator random) {
        return DecodeScriptRequest.newBuilder()
                .setScript(Scripts.scriptPubKey(random))
                .setNetwork(Networks.any(random))
                .build();
    }
}
