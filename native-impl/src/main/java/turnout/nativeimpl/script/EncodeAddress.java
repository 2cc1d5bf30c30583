package turnout.nativeimpl.script;

import com.google.protobuf.ByteString;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.message.ScriptMessages;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.EncodeAddressRequest;
import turnout.script.v1.EncodeAddressResponse;
import turnout.script.v1.WitnessProgram;

/** The address of an output, named by its script, by a hash or by a witness program. */
final class EncodeAddress {

    private static final int HASH_LENGTH = 20;

    private EncodeAddress() {}

    static EncodeAddressResponse answer(EncodeAddressRequest request) throws Refusal {
        Chain chain = Networks.required("network", request.getNetwork(), request.getNetworkValue());
        Slice script = script(request);
        ScriptTemplate template = ScriptTemplate.of(script);
        String address = new ScriptPrinter(chain).address(template);
        return EncodeAddressResponse.newBuilder()
                .setAddress(address == null ? "" : address)
                .setScriptPubKey(Slices.bytes(script))
                .setType(ScriptMessages.type(template.kind()))
                .build();
    }

    private static Slice script(EncodeAddressRequest request) throws Refusal {
        return switch (request.getDestinationCase()) {
            case SCRIPT_PUB_KEY -> Slices.copy(request.getScriptPubKey());
            case PUBKEY_HASH -> OutputScript.pubkeyHash(hash("pubkey_hash", request.getPubkeyHash()));
            case SCRIPT_HASH -> OutputScript.scriptHash(hash("script_hash", request.getScriptHash()));
            case WITNESS -> witness(request.getWitness());
            case DESTINATION_NOT_SET -> throw Refusal.required("destination");
        };
    }

    private static Slice hash(String field, ByteString hash) throws Refusal {
        if (hash.size() != HASH_LENGTH) {
            throw Refusal.at(field, Reason.DESTINATION_INVALID, field + ": " + hash.size() + " bytes (expected: 20)");
        }
        return Slices.copy(hash);
    }

    private static Slice witness(WitnessProgram witness) throws Refusal {
        int version = witness.getVersion();
        if (version < 0 || version > 16) {
            throw Refusal.at(
                    "witness.version",
                    Reason.DESTINATION_INVALID,
                    "witness.version: " + Integer.toUnsignedString(version) + " (expected: at most 16)");
        }
        int length = witness.getProgram().size();
        boolean known = version == 0 ? length == 20 || length == 32 : length >= 2 && length <= 40;
        if (!known) {
            throw Refusal.at(
                    "witness.program",
                    Reason.DESTINATION_INVALID,
                    "witness.program: version " + version + " has no program of " + length + " bytes");
        }
        return OutputScript.witness(version, Slices.copy(witness.getProgram()));
    }
}
