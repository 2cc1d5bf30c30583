package turnout.load.generate;

import java.util.random.RandomGenerator;
import turnout.bitcoin.v1.Network;
import turnout.script.v1.ValidateAddressRequest;

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
}
