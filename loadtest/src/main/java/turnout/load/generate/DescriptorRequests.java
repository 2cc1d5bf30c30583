package turnout.load.generate;

import java.util.random.RandomGenerator;
import turnout.bitcoin.v1.Network;
import turnout.script.v1.DeriveAddressesRequest;
import turnout.script.v1.ParseDescriptorRequest;

/** Requests about descriptors. */
final class DescriptorRequests {

    private DescriptorRequests() {}

    static ParseDescriptorRequest parse(RandomGenerator random) {
        Network network = Networks.any(random);
        return ParseDescriptorRequest.newBuilder()
                .setNetwork(network)
                .setOutputDescriptor(descriptor(network, random))
                .build();
    }

    static DeriveAddressesRequest derive(RandomGenerator random) {
        Network network = Networks.any(random);
        String descriptor = descriptor(network, random);
        DeriveAddressesRequest.Builder request =
                DeriveAddressesRequest.newBuilder().setNetwork(network).setOutputDescriptor(descriptor);
        if (descriptor.contains("/*")) {
            request.setFirstIndex(random.nextInt(random.nextBoolean() ? 10 : Integer.MAX_VALUE))
                    .setCount(random.nextInt(random.nextInt(8) == 0 ? 40 : 4));
        }
        return request.build();
    }

    private static String descriptor(Network network, RandomGenerator random) {
        return Descriptors.any(network == Network.NETWORK_MAINNET, random, drawing -> Addresses.any(network, drawing));
    }
}
