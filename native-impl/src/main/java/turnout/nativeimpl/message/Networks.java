package turnout.nativeimpl.message;

import turnout.bitcoin.v1.Network;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.refusal.Refusal;

/** The contract's networks as the codec's chains. */
public final class Networks {

    private Networks() {}

    /**
     * The chain that a request names.
     *
     * @param field the request field's name
     * @param number the field's number on the wire, for one that the contract does not name
     */
    public static Chain required(String field, Network network, int number) throws Refusal {
        return switch (network) {
            case NETWORK_UNSPECIFIED -> throw Refusal.required(field);
            case UNRECOGNIZED -> throw Refusal.unknownValue(field, number);
            case NETWORK_MAINNET -> Chain.MAIN;
            case NETWORK_TESTNET3 -> Chain.TEST;
            case NETWORK_TESTNET4 -> Chain.TESTNET4;
            case NETWORK_SIGNET -> Chain.SIGNET;
            case NETWORK_REGTEST -> Chain.REGTEST;
        };
    }

    public static Network of(Chain chain) {
        return switch (chain) {
            case MAIN -> Network.NETWORK_MAINNET;
            case TEST -> Network.NETWORK_TESTNET3;
            case TESTNET4 -> Network.NETWORK_TESTNET4;
            case SIGNET -> Network.NETWORK_SIGNET;
            case REGTEST -> Network.NETWORK_REGTEST;
        };
    }
}
