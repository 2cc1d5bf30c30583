package turnout.devnode.call;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import turnout.devnode.rpc.Json;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;

/** Scripts as the RPC shows them. Thread-safe. */
final class ScriptJson {
    // Inferring a descriptor costs more than all the rest of an answer, and few scripts are asked for often. When the
    // map is full it is emptied: a devnode chain holds fewer scripts.
    private static final int REMEMBERED = 20_000;

    private final Map<Slice, Json.Obj> remembered = new ConcurrentHashMap<>();

    static ScriptPrinter printer() {
        return new ScriptPrinter(Chain.REGTEST);
    }

    /** A scriptPubKey: asm, desc, hex, address where there is one, type. */
    Json.Obj output(Slice script) {
        Json.Obj known = remembered.get(script);
        if (known != null) {
            return known;
        }
        if (remembered.size() >= REMEMBERED) {
            remembered.clear();
        }
        Json.Obj told = describe(script, true);
        remembered.put(script, told);
        return told;
    }

    static Json.Obj describe(Slice script, boolean withHex) {
        ScriptPrinter printer = printer();
        ScriptTemplate template = ScriptTemplate.of(script);
        @Nullable String address = printer.address(template);
        Json.Obj told = Json.object()
                .with("asm", printer.asm(script))
                .with("desc", printer.descriptor(script, template, address));
        if (withHex) {
            told.with("hex", script.toHex());
        }
        if (address != null) {
            told.with("address", address);
        }
        return told.with("type", template.kind().rpcName());
    }

    static Json.Obj scriptSig(Slice script, ScriptPrinter printer) {
        return Json.object().with("asm", printer.scriptSigAsm(script)).with("hex", script.toHex());
    }
}
