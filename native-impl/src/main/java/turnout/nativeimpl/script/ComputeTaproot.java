package turnout.nativeimpl.script;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PublicKey;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.taproot.ControlBlock;
import turnout.nativeimpl.taproot.OutputKey;
import turnout.nativeimpl.taproot.TapLeaf;
import turnout.nativeimpl.taproot.TapTree;
import turnout.script.v1.ComputeTaprootRequest;
import turnout.script.v1.ComputeTaprootResponse;
import turnout.script.v1.TaprootLeaf;
import turnout.script.v1.TaprootLeafProof;

/** The output of an internal key and a script tree, and what proves each of its scripts. */
final class ComputeTaproot {

    // 512 control blocks of at most 4,129 bytes fit a reply of 4 MiB.
    private static final int MAX_LEAVES = 512;

    private ComputeTaproot() {}

    static ComputeTaprootResponse answer(ComputeTaprootRequest request) throws Refusal {
        Chain chain = Networks.required("network", request.getNetwork(), request.getNetworkValue());
        Slice internalKey = internalKey(request.getInternalKey());
        List<TapLeaf> leaves = leaves(request.getLeavesList());
        TapTree tree = leaves.isEmpty() ? null : tree(leaves);
        OutputKey key = OutputKey.of(internalKey, tree == null ? Slice.of(new byte[0]) : tree.merkleRoot());
        if (key == null) {
            // The tweak is n or more, or the negation of the key: nobody can compute such a tree.
            throw Refusal.at("internal_key", Reason.INTERNAL_KEY_INVALID, "internal_key: has no output key");
        }
        ComputeTaprootResponse.Builder response = ComputeTaprootResponse.newBuilder()
                .setOutputKey(Slices.bytes(key.x()))
                .setOutputKeyOdd(key.oddY())
                .setTweak(Slices.bytes(key.tweak()));
        if (tree != null) {
            response.setMerkleRoot(Slices.bytes(tree.merkleRoot()));
            for (int i = 0; i < leaves.size(); i++) {
                response.addLeaves(proof(tree, i, leaves.get(i), internalKey, key));
            }
        }
        Slice script = OutputScript.witness(1, key.x());
        return response.setScriptPubKey(Slices.bytes(script))
                .setAddress(address(script, chain))
                .build();
    }

    private static Slice internalKey(ByteString bytes) throws Refusal {
        if (bytes.size() != 32 || PublicKey.ofX(bytes.toByteArray()).isEmpty()) {
            throw Refusal.at(
                    "internal_key",
                    Reason.INTERNAL_KEY_INVALID,
                    "internal_key: " + bytes.size() + " bytes that are no X coordinate of a point");
        }
        return Slices.copy(bytes);
    }

    private static List<TapLeaf> leaves(List<TaprootLeaf> messages) throws Refusal {
        if (messages.size() > MAX_LEAVES) {
            throw Refusal.at(
                    "leaves",
                    Reason.LIMIT_EXCEEDED,
                    "leaves: " + messages.size() + " leaves (limit: " + MAX_LEAVES + ")");
        }
        List<TapLeaf> leaves = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            TaprootLeaf message = messages.get(i);
            if (Integer.compareUnsigned(message.getDepth(), TapTree.MAX_DEPTH) > 0) {
                throw Refusal.at(
                        "leaves[" + i + "].depth",
                        Reason.TAPROOT_TREE_INVALID,
                        "leaves[" + i + "].depth: " + Integer.toUnsignedString(message.getDepth()) + " (limit: 128)");
            }
            int version = message.hasLeafVersion() ? message.getLeafVersion() : TapLeaf.TAPSCRIPT;
            if ((version & ~0xfe) != 0) {
                throw Refusal.at(
                        "leaves[" + i + "].leaf_version",
                        Reason.TAPROOT_LEAF_INVALID,
                        "leaves[" + i + "].leaf_version: " + Integer.toUnsignedString(version) + " is no even byte");
            }
            leaves.add(new TapLeaf(message.getDepth(), version, Slices.copy(message.getScript())));
        }
        return leaves;
    }

    private static TapTree tree(List<TapLeaf> leaves) throws Refusal {
        try {
            return TapTree.of(leaves);
        } catch (Malformed e) {
            throw Refusal.at("leaves", Reason.TAPROOT_TREE_INVALID, "leaves: their depths are those of no binary tree");
        }
    }

    private static TaprootLeafProof proof(TapTree tree, int place, TapLeaf leaf, Slice internalKey, OutputKey key) {
        ControlBlock control = new ControlBlock(leaf.version(), key.oddY(), internalKey, tree.path(place));
        return TaprootLeafProof.newBuilder()
                .setLeafHash(Slices.own(tree.leafHash(place)))
                .setControlBlock(Slices.bytes(control.bytes()))
                .build();
    }

    private static String address(Slice script, Chain chain) {
        @Nullable String address = new ScriptPrinter(chain).address(ScriptTemplate.of(script));
        return address == null ? "" : address;
    }
}
