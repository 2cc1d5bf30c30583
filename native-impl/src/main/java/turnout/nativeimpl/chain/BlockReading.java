package turnout.nativeimpl.chain;

import java.util.List;
import turnout.chain.v1.Block;
import turnout.chain.v1.BlockTransaction;
import turnout.chain.v1.BlockVerbosity;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.node.NodeJson;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.node.RpcReply;
import turnout.nativeimpl.refusal.Refusal;

/** Which getblock questions a verbosity needs, and the block in their answers. */
enum BlockReading {
    IDS(1),
    TRANSACTIONS(3),
    RAW(1, 0);

    /** Core's verbosities; the first one gives header and sizes. */
    private final List<Integer> verbosities;

    BlockReading(Integer... verbosities) {
        this.verbosities = List.of(verbosities);
    }

    static BlockReading of(BlockVerbosity verbosity, int number) throws Refusal {
        return switch (verbosity) {
            case BLOCK_VERBOSITY_UNSPECIFIED, BLOCK_VERBOSITY_IDS -> IDS;
            case BLOCK_VERBOSITY_TRANSACTIONS -> TRANSACTIONS;
            case BLOCK_VERBOSITY_RAW -> RAW;
            case UNRECOGNIZED -> throw Refusal.unknownValue("verbosity", number);
        };
    }

    RpcCall[] questions(String hash) {
        return verbosities.stream()
                .map(verbosity -> RpcCall.of("getblock", hash, verbosity))
                .toArray(RpcCall[]::new);
    }

    /** The block, from the answers to {@link #questions}. */
    Block block(List<RpcReply> replies, ScriptPrinter printer) throws Refusal {
        NodeJson json = answer(replies.getFirst());
        Block.Builder block = Block.newBuilder()
                .setHeader(BlockHeaders.of(json))
                .setSize(json.get("size").uint32())
                .setStrippedSize(json.get("strippedsize").uint32())
                .setWeight(json.get("weight").uint32());
        switch (this) {
            case IDS -> {
                for (NodeJson txid : json.get("tx").elements()) {
                    block.addTxids(txid.hash());
                }
            }
            case TRANSACTIONS -> {
                for (NodeJson transaction : json.get("tx").elements()) {
                    block.addTransactions(transaction(transaction, printer));
                }
            }
            case RAW -> block.setRawBlock(Slices.bytes(answer(replies.get(1)).hex()));
        }
        return block.build();
    }

    private static BlockTransaction transaction(NodeJson json, ScriptPrinter printer) throws Refusal {
        BlockTransaction.Builder message =
                BlockTransaction.newBuilder().setTransaction(NodeTransactions.of(json, printer));
        NodeTransactions.fee(json).ifPresent(message::setFee);
        return message.build();
    }

    private static NodeJson answer(RpcReply reply) throws Refusal {
        if (reply instanceof RpcReply.Error error && error.code() == RpcReply.Error.NOT_FOUND) {
            throw BlockQuestion.notFound();
        }
        return reply.requiredUnless(
                RpcReply.Error.MISCELLANEOUS,
                Refusal.of(Reason.BLOCK_NOT_AVAILABLE, "the node knows the block's header only"));
    }
}
