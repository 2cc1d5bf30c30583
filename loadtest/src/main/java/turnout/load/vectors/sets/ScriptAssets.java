package turnout.load.vectors.sets;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.load.vectors.CoreScript;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.nativeimpl.codec.ByteReader;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.TransactionReader;
import turnout.script.v1.ScriptFlag;
import turnout.script.v1.ScriptServiceGrpc;
import turnout.script.v1.SpentOutput;
import turnout.script.v1.VerifyInputRequest;
import turnout.script.v1.VerifyInputResponse;

/**
 * Core's script assets: a spend that must succeed and one that must fail, under the flags of the file. A final one is also
 * asked under every set of consensus flags that the flags it needs leave open.
 */
final class ScriptAssets {

    /** In the order in which they came; each needs nothing that stands after it. */
    private static final List<ScriptFlag> CONSENSUS = List.of(
            ScriptFlag.SCRIPT_FLAG_P2SH,
            ScriptFlag.SCRIPT_FLAG_DERSIG,
            ScriptFlag.SCRIPT_FLAG_CHECKLOCKTIMEVERIFY,
            ScriptFlag.SCRIPT_FLAG_CHECKSEQUENCEVERIFY,
            ScriptFlag.SCRIPT_FLAG_WITNESS,
            ScriptFlag.SCRIPT_FLAG_NULLDUMMY,
            ScriptFlag.SCRIPT_FLAG_TAPROOT);

    private ScriptAssets() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        List<VectorCase> cases = new ArrayList<>();
        for (String file : corpus.files("taproot")) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            if (!name.contains(".") && !name.equals("LICENSE")) {
                addCases(name, corpus.json(file), cases);
            }
        }
        return cases.stream();
    }

    private static void addCases(String name, JsonNode asset, List<VectorCase> cases) {
        List<ScriptFlag> flags = CoreScript.flags(asset.get("flags").stringValue());
        String label = name.substring(0, 8) + " " + asset.path("comment").stringValue("");
        if (asset.has("success")) {
            cases.add(verify(label + ": succeeds", request(asset, asset.get("success"), flags), true));
        }
        if (asset.has("failure")) {
            cases.add(verify(label + ": fails", request(asset, asset.get("failure"), flags), false));
        }
        if (asset.path("final").booleanValue(false) && asset.has("success")) {
            int sets = 1 << CONSENSUS.size();
            for (int set = 0; set < sets; set++) {
                List<ScriptFlag> open = subset(set);
                // Core trims such sets away: WITNESS needs P2SH, and TAPROOT needs WITNESS.
                boolean whole =
                        (!open.contains(ScriptFlag.SCRIPT_FLAG_WITNESS) || open.contains(ScriptFlag.SCRIPT_FLAG_P2SH))
                                && (!open.contains(ScriptFlag.SCRIPT_FLAG_TAPROOT)
                                        || open.contains(ScriptFlag.SCRIPT_FLAG_WITNESS));
                if (whole) {
                    cases.add(verify(
                            label + ": final under set " + set, request(asset, asset.get("success"), open), true));
                }
            }
        }
    }

    private static List<ScriptFlag> subset(int set) {
        List<ScriptFlag> flags = new ArrayList<>();
        for (int i = 0; i < CONSENSUS.size(); i++) {
            if ((set >> i & 1) == 1) {
                flags.add(CONSENSUS.get(i));
            }
        }
        return flags;
    }

    private static VectorCase verify(String name, VerifyInputRequest request, boolean valid) {
        return VectorCase.of(
                name,
                ScriptServiceGrpc.getVerifyInputMethod(),
                request,
                Expectation.reply(
                        VerifyInputResponse.parser(), (reply, check) -> check.same("valid", valid, reply.getValid())));
    }

    private static VerifyInputRequest request(JsonNode asset, JsonNode spend, List<ScriptFlag> flags) {
        int index = asset.get("index").intValue();
        try {
            VerifyInputRequest.Builder request = VerifyInputRequest.newBuilder()
                    .setRawTransaction(
                            ByteString.copyFrom(spending(asset.get("tx").stringValue(), index, spend)))
                    .setInputIndex(index)
                    .addAllFlags(flags);
            for (JsonNode prevout : asset.get("prevouts")) {
                ByteReader reader = new ByteReader(Slice.ofHex(prevout.stringValue()));
                request.addPrevouts(SpentOutput.newBuilder()
                        .setValue(reader.readLong())
                        .setScriptPubKey(ByteString.copyFrom(reader.readSized().toByteArray())));
            }
            return request.build();
        } catch (Malformed e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The transaction with the spend's scriptSig and witness at one input. */
    private static byte[] spending(String hex, int index, JsonNode spend) throws Malformed {
        RawTransaction transaction = TransactionReader.readWhole(Slice.ofHex(hex));
        List<List<Slice>> witnesses = new ArrayList<>();
        transaction.inputs().forEach(input -> witnesses.add(input.witness()));
        witnesses.set(
                index,
                spend.get("witness")
                        .valueStream()
                        .map(item -> Slice.ofHex(item.stringValue()))
                        .toList());
        boolean witnessed = witnesses.stream().anyMatch(witness -> !witness.isEmpty());
        ByteWriter out = new ByteWriter(hex.length()).writeInt(transaction.version());
        if (witnessed) {
            out.write(0).write(1);
        }
        out.writeCompactSize(transaction.inputs().size());
        for (int i = 0; i < transaction.inputs().size(); i++) {
            RawInput input = transaction.inputs().get(i);
            out.writeOutpoint(input);
            out.writeSized(i == index ? Slice.ofHex(spend.get("scriptSig").stringValue()) : input.scriptSig());
            out.writeInt(input.sequence());
        }
        out.writeCompactSize(transaction.outputs().size());
        transaction.outputs().forEach(out::writeOutput);
        if (witnessed) {
            for (List<Slice> witness : witnesses) {
                out.writeCompactSize(witness.size());
                witness.forEach(out::writeSized);
            }
        }
        return out.writeInt(transaction.lockTime()).toByteArray();
    }
}
