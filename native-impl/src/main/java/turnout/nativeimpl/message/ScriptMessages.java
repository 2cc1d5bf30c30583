package turnout.nativeimpl.message;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import turnout.bitcoin.v1.Script;
import turnout.bitcoin.v1.ScriptPubKey;
import turnout.bitcoin.v1.ScriptType;
import turnout.nativeimpl.codec.ScriptKind;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;

/** Scripts as messages of the contract. */
public final class ScriptMessages {

    private ScriptMessages() {}

    public static ScriptPubKey scriptPubKey(Slice script, ScriptPrinter printer) {
        return scriptPubKey(script, ScriptTemplate.of(script), printer);
    }

    public static ScriptPubKey scriptPubKey(Slice script, ScriptTemplate template, ScriptPrinter printer) {
        String address = printer.address(template);
        return scriptPubKey(
                script, template, printer, address, Slices.own(printer.descriptorAscii(script, template, address)));
    }

    /** With a descriptor, in ASCII, that the caller knows better than it can be inferred from the script alone. */
    public static ScriptPubKey scriptPubKey(
            Slice script,
            ScriptTemplate template,
            ScriptPrinter printer,
            @Nullable String address,
            ByteString descriptor) {
        ScriptPubKey.Builder message = ScriptPubKey.newBuilder()
                .setAsmBytes(Slices.own(printer.asmAscii(script)))
                .setOutputDescriptorBytes(descriptor)
                .setRaw(Slices.bytes(script))
                .setType(type(template.kind()));
        if (address != null) {
            message.setAddress(address);
        }
        return message.build();
    }

    static Script scriptSig(Slice script, ScriptPrinter printer) {
        return Script.newBuilder()
                .setAsmBytes(Slices.own(printer.scriptSigAsmAscii(script)))
                .setRaw(Slices.bytes(script))
                .build();
    }

    public static ScriptType type(ScriptKind kind) {
        return switch (kind) {
            case NONSTANDARD -> ScriptType.SCRIPT_TYPE_NONSTANDARD;
            case PUBKEY -> ScriptType.SCRIPT_TYPE_PUBKEY;
            case PUBKEYHASH -> ScriptType.SCRIPT_TYPE_PUBKEYHASH;
            case SCRIPTHASH -> ScriptType.SCRIPT_TYPE_SCRIPTHASH;
            case MULTISIG -> ScriptType.SCRIPT_TYPE_MULTISIG;
            case NULLDATA -> ScriptType.SCRIPT_TYPE_NULLDATA;
            case WITNESS_V0_KEYHASH -> ScriptType.SCRIPT_TYPE_WITNESS_V0_KEYHASH;
            case WITNESS_V0_SCRIPTHASH -> ScriptType.SCRIPT_TYPE_WITNESS_V0_SCRIPTHASH;
            case WITNESS_V1_TAPROOT -> ScriptType.SCRIPT_TYPE_WITNESS_V1_TAPROOT;
            case ANCHOR -> ScriptType.SCRIPT_TYPE_ANCHOR;
            case WITNESS_UNKNOWN -> ScriptType.SCRIPT_TYPE_WITNESS_UNKNOWN;
        };
    }
}
