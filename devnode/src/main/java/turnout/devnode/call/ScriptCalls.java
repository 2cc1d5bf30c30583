package turnout.devnode.call;

import static turnout.devnode.rpc.Method.required;

import java.util.List;
import java.util.Objects;
import turnout.devnode.rpc.Arguments;
import turnout.devnode.rpc.Json;
import turnout.devnode.rpc.Method;
import turnout.devnode.rpc.Method.ParameterType;
import turnout.nativeimpl.codec.AddressReader;
import turnout.nativeimpl.codec.AddressReading;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.ScriptKind;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.WrappedForms;
import turnout.nativeimpl.miniscript.WitnessDescriptor;

/** Scripts and addresses, whatever the chain holds. */
final class ScriptCalls {
    private ScriptCalls() {}

    static List<Method> methods() {
        return List.of(
                new Method(
                        "Rawtransactions",
                        "decodescript",
                        List.of(required("hexstring", ParameterType.TEXT)),
                        ScriptCalls::decode),
                new Method(
                        "Util",
                        "validateaddress",
                        List.of(required("address", ParameterType.TEXT)),
                        ScriptCalls::validate));
    }

    private static Json decode(Arguments arguments) {
        Slice script = Slice.ofHex(arguments.hex(0, "argument"));
        Json.Obj told = ScriptJson.describe(script, false);
        ScriptPrinter printer = ScriptJson.printer();
        WrappedForms forms = WrappedForms.of(script, ScriptTemplate.of(script), printer);
        forms.p2sh().ifPresent(address -> told.with("p2sh", address));
        forms.segwit()
                .ifPresent(form -> told.with(
                        "segwit",
                        Json.object()
                                .with("asm", printer.asm(form.script()))
                                .with("desc", WitnessDescriptor.of(script, form))
                                .with("hex", form.script().toHex())
                                .with("address", form.address())
                                .with("type", form.template().kind().rpcName())
                                .with("p2sh-segwit", form.p2shSegwit())));
        return told;
    }

    private static Json validate(Arguments arguments) {
        return switch (AddressReader.read(arguments.text(0), Chain.REGTEST)) {
            case AddressReading.Valid valid -> valid(valid);
            case AddressReading.Invalid invalid ->
                Json.object()
                        .with("isvalid", false)
                        .with(
                                "error_locations",
                                Json.array(invalid.errorLocations().stream()
                                        .map(Json::number)
                                        .toList()))
                        .with("error", invalid.message());
        };
    }

    private static Json valid(AddressReading.Valid valid) {
        ScriptTemplate template = valid.template();
        Json.Obj told = Json.object()
                .with("isvalid", true)
                .with("address", Objects.requireNonNull(ScriptJson.printer().address(template)))
                .with("scriptPubKey", valid.scriptPubKey().toHex());
        switch (template.kind()) {
            case PUBKEYHASH, WITNESS_V0_KEYHASH -> told.with("isscript", false);
            case SCRIPTHASH, WITNESS_V0_SCRIPTHASH, WITNESS_V1_TAPROOT, ANCHOR -> told.with("isscript", true);
            case WITNESS_UNKNOWN, NONSTANDARD, PUBKEY, MULTISIG, NULLDATA -> {}
        }
        told.with("iswitness", template.isWitness());
        if (template.isWitness() && template.kind() != ScriptKind.ANCHOR) {
            told.with("witness_version", template.number())
                    .with("witness_program", template.data().getFirst().toHex());
        }
        return told;
    }
}
