package turnout.nativeimpl.miniscript;

import turnout.nativeimpl.codec.DescriptorChecksum;
import turnout.nativeimpl.codec.ScriptKind;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.WrappedForms;

/** The descriptor of a script's witness form, as Core infers it. */
public final class WitnessDescriptor {

    private WitnessDescriptor() {}

    /** Core tries miniscript where a script has no descriptor of its template. */
    public static String of(Slice script, WrappedForms.Segwit form) {
        if (form.template().kind() != ScriptKind.WITNESS_V0_SCRIPTHASH
                || !form.descriptor().startsWith("addr(")) {
            return form.descriptor();
        }
        return Miniscript.of(script)
                .map(text -> "wsh(" + text + ")")
                .map(text -> text + '#' + DescriptorChecksum.of(text))
                .orElse(form.descriptor());
    }
}
