package turnout.nativeimpl.node;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A chain of empty blocks whose hashes say their branch and height, that can grow and be reorganised. Thread-safe. */
public final class ToyChain implements FakeNode.Answers {

    private final List<Integer> branches = new ArrayList<>();

    /** A chain up to a height. */
    public ToyChain(int height) {
        for (int i = 0; i <= height; i++) {
            branches.add(0);
        }
    }

    public static String hash(int branch, int height) {
        return HexFormat.of().toHexDigits(branch)
                + "0".repeat(48)
                + HexFormat.of().toHexDigits(height);
    }

    /** Replaces all blocks above a height by those of another branch, one more than there were. */
    public synchronized void reorganise(int fork, int branch) {
        int height = branches.size();
        branches.subList(fork + 1, branches.size()).clear();
        while (branches.size() <= height) {
            branches.add(branch);
        }
    }

    public synchronized void grow() {
        branches.add(branches.getLast());
    }

    @Override
    public synchronized JsonNode answer(String method, JsonNode params) throws FakeNode.RpcFailure {
        return switch (method) {
            case "getblockchaininfo" -> FakeNode.MAPPER.createObjectNode().put("chain", "regtest");
            case "getbestblockhash" -> text(hashAt(branches.size() - 1));
            case "getblockhash" -> {
                int height = params.get(0).intValue();
                if (height >= branches.size()) {
                    throw new FakeNode.RpcFailure(-8);
                }
                yield text(hashAt(height));
            }
            case "getblockheader", "getblock" -> block(params.get(0).stringValue());
            default -> throw new FakeNode.RpcFailure(-32601);
        };
    }

    private ObjectNode block(String hash) throws FakeNode.RpcFailure {
        int branch = HexFormat.fromHexDigits(hash, 0, 8);
        int height = HexFormat.fromHexDigits(hash, 56, 64);
        boolean stands = height < branches.size() && branches.get(height) == branch;
        if (branch > 9) {
            throw new FakeNode.RpcFailure(-5);
        }
        ObjectNode block = FakeNode.MAPPER
                .createObjectNode()
                .put("hash", hash)
                .put("confirmations", stands ? branches.size() - height : -1)
                .put("height", height)
                .put("version", 1)
                .put("merkleroot", "1".repeat(64))
                .put("time", 1_795_361_920)
                .put("mediantime", 1_795_361_919)
                .put("nonce", 4_294_967_295L)
                .put("bits", "207fffff")
                .put("chainwork", "0".repeat(63) + "2")
                .put("nTx", 1)
                .put("size", 200)
                .put("strippedsize", 200)
                .put("weight", 800);
        block.putArray("tx").add("2".repeat(64));
        if (height > 0) {
            // Only branch 0 is ever left, and it stands on itself all the way down.
            block.put("previousblockhash", hash(stands ? branches.get(height - 1) : branch, height - 1));
        }
        if (stands && height + 1 < branches.size()) {
            block.put("nextblockhash", hashAt(height + 1));
        }
        return block;
    }

    private String hashAt(int height) {
        return hash(branches.get(height), height);
    }

    private static JsonNode text(String value) {
        return FakeNode.MAPPER.getNodeFactory().stringNode(value);
    }
}
