package turnout.load.generate;

import java.util.random.RandomGenerator;
import turnout.bitcoin.v1.Network;
import turnout.script.v1.EncodeAddressRequest;
import turnout.script.v1.ValidateAddressRequest;
import turnout.script.v1.WitnessProgram;

/** Requests about addresses. */
final class AddressRequests {

    private AddressRequests() {}

    /** Now and then for another network than the address is of. */
    static ValidateAddressRequest validate(RandomGenerator random) {
        Network network = Networks.any(random);
        Network asked = random.nextInt(8) == 0 ? Networks.any(random) : network;
        return ValidateAddressRequest.newBuilder()
                .setAddress(Addresses.any(network, random))
                .setNetwork(asked)
                .build();
    }

    static EncodeAddressRequest encode(RandomGenerator random) {
        EncodeAddressRequest.Builder request = EncodeAddressRequest.newBuilder().setNetwork(Networks.any(random));
        return switch (random.nextInt(5)) {
            case 0 -> request.setPubkeyHash(Values.bytes(random, 20)).build();
            case 1 -> request.setScriptHash(Values.bytes(random, 20)).build();
            case 2 ->
                request.setWitness(WitnessProgram.newBuilder()
                                .setVersion(random.nextInt(17))
                                .setProgram(Values.bytes(random, random.nextBoolean() ? 32 : 20)))
                        .build();
            default -> request.setScriptPubKey(Scripts.scriptPubKey(random)).build();
        };
    }
}
