package turnout.nativeimpl.script;

import com.google.protobuf.ByteString;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.WrappedForms;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.message.ScriptMessages;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.miniscript.WitnessDescriptor;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.DecodeScriptRequest;
import turnout.script.v1.DecodeScriptResponse;
import turnout.script.v1.SegwitForm;

/** What Core's decodescript says. */
final class DecodeScript {

    /** Bytes; a block of 4,000,000 weight holds no longer script outside of witnesses. */
    private static final int MAX_SCRIPT = 1_000_000;

    private DecodeScript() {}

    static DecodeScriptResponse answer(DecodeScriptRequest request) throws Refusal {
        int size = request.getScript().size();
        if (size > MAX_SCRIPT) {
            throw Refusal.at("script", Reason.LIMIT_EXCEEDED, "script: " + size + " bytes, more than " + MAX_SCRIPT);
        }
        Chain chain = Networks.required("network", request.getNetwork(), request.getNetworkValue());
        Slice script = Slices.copy(request.getScript());
        ScriptPrinter printer = new ScriptPrinter(chain);
        ScriptTemplate template = ScriptTemplate.of(script);
        DecodeScriptResponse.Builder response = DecodeScriptResponse.newBuilder()
                .setScriptPubKey(ScriptMessages.scriptPubKey(script, template, printer));
        WrappedForms forms = WrappedForms.of(script, template, printer);
        forms.p2sh().ifPresent(response::setP2Sh);
        forms.segwit().ifPresent(form -> response.setSegwit(segwit(script, form, printer)));
        return response.build();
    }

    private static SegwitForm segwit(Slice script, WrappedForms.Segwit form, ScriptPrinter printer) {
        return SegwitForm.newBuilder()
                .setScriptPubKey(ScriptMessages.scriptPubKey(
                        form.script(),
                        form.template(),
                        printer,
                        form.address(),
                        ByteString.copyFromUtf8(WitnessDescriptor.of(script, form))))
                .setP2ShSegwit(form.p2shSegwit())
                .build();
    }
}
