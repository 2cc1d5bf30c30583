package turnout.nativeimpl.codec;

import java.util.List;

/** What a text says when it is read as an address of one chain. */
public sealed interface AddressReading {

    /** An address, and the output that it names. */
    record Valid(Slice scriptPubKey, ScriptTemplate template) implements AddressReading {}

    /**
     * Not an address.
     *
     * @param message what Core's validateaddress says for this text
     * @param errorLocations byte indexes of probable substitution errors, ascending, as Core locates them
     */
    record Invalid(AddressProblem problem, String message, List<Integer> errorLocations) implements AddressReading {}
}
