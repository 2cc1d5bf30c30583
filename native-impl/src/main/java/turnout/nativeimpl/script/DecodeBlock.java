package turnout.nativeimpl.script;

import java.util.ArrayList;
import java.util.List;
import turnout.nativeimpl.block.MerkleRoot;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.RawBlock;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.message.TransactionMessages;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.DecodeBlockRequest;
import turnout.script.v1.DecodeBlockResponse;

/** Everything that the bytes of a block say. */
final class DecodeBlock {

    private DecodeBlock() {}

    static DecodeBlockResponse answer(DecodeBlockRequest request) throws Refusal {
        Chain chain = Networks.required("network", request.getNetwork(), request.getNetworkValue());
        RawBlock block = BlockField.required(request.getRawBlock());
        List<byte[]> txids = new ArrayList<>(block.transactions().size());
        for (RawTransaction transaction : block.transactions()) {
            txids.add(transaction.txidBytes());
        }
        MerkleRoot root = MerkleRoot.of(txids);
        DecodeBlockResponse.Builder response = DecodeBlockResponse.newBuilder()
                .setHeader(BlockMessages.header(block.header()))
                .setSize(block.size())
                .setStrippedSize(block.strippedSize())
                .setWeight(block.weight())
                .setTransactionCount(txids.size())
                .setMerkleRootValid(Slice.of(root.hash()).equals(block.header().merkleRoot()))
                .setMerkleTreeMutated(root.mutated());
        if (request.getTxidsOnly()) {
            txids.forEach(txid -> response.addTxidsBytes(Slices.own(Hashes.toReversedAscii(Slice.of(txid)))));
            return response.build();
        }
        ScriptPrinter printer = new ScriptPrinter(chain);
        for (RawTransaction transaction : block.transactions()) {
            response.addTransactions(
                    TransactionMessages.transaction(transaction, printer, TransactionMessages.Prevouts.UNKNOWN));
        }
        return response.build();
    }
}
