package turnout.devnode.call;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import turnout.devnode.chain.Block;
import turnout.devnode.chain.BlockNode;
import turnout.devnode.chain.ChainView;
import turnout.devnode.chain.Coin;
import turnout.devnode.chain.CompactTarget;
import turnout.devnode.chain.Transaction;
import turnout.devnode.rpc.Json;
import turnout.devnode.rpc.Numbers;
import turnout.nativeimpl.codec.RawInput;

/** Headers and blocks as the RPC shows them. */
final class BlockJson {
    private final TransactionJson transactions;

    BlockJson(TransactionJson transactions) {
        this.transactions = transactions;
    }

    static Json.Obj header(ChainView chain, BlockNode node) {
        Block block = node.block();
        Json.Obj told = Json.object()
                .with("hash", node.hash())
                .with("confirmations", confirmations(chain, node))
                .with("height", node.height())
                .with("version", block.header().version())
                .with(
                        "versionHex",
                        String.format(Locale.ROOT, "%08x", block.header().version()))
                .with("merkleroot", block.merkleRoot())
                .with("time", block.time())
                .with("mediantime", node.medianTime())
                .with("nonce", Integer.toUnsignedLong(block.header().nonce()))
                .with("bits", bits(node))
                .with("target", target(node))
                .with("difficulty", Numbers.real(CompactTarget.difficulty(block.bits())))
                .with("chainwork", chainWork(node))
                .with("nTx", block.transactions().size());
        node.parent().ifPresent(parent -> told.with("previousblockhash", parent.hash()));
        if (chain.contains(node)) {
            chain.at(node.height() + 1).ifPresent(next -> told.with("nextblockhash", next.hash()));
        }
        return told;
    }

    /** -1 for a block of a side branch. */
    static long confirmations(ChainView chain, BlockNode node) {
        return chain.contains(node) ? chain.height() - node.height() + 1L : -1;
    }

    static String bits(BlockNode node) {
        return String.format(Locale.ROOT, "%08x", node.block().bits());
    }

    static String target(BlockNode node) {
        return String.format(
                Locale.ROOT, "%064x", CompactTarget.target(node.block().bits()));
    }

    static String chainWork(BlockNode node) {
        return String.format(Locale.ROOT, "%064x", node.chainWork());
    }

    /** @param verbosity 1 shows txids, 2 whole transactions with their fees, 3 also what they spend */
    Json.Obj block(ChainView chain, BlockNode node, int verbosity) {
        Block block = node.block();
        return header(chain, node)
                .with("strippedsize", block.raw().strippedSize())
                .with("size", block.raw().size())
                .with("weight", block.raw().weight())
                .with("coinbase_tx", coinbase(block.transactions().getFirst()))
                .with("tx", transactions(chain, node, verbosity));
    }

    private static Json coinbase(Transaction transaction) {
        RawInput input = transaction.inputs().getFirst();
        Json.Obj told = Json.object()
                .with("version", transaction.version())
                .with("locktime", transaction.lockTime())
                .with("sequence", Integer.toUnsignedLong(input.sequence()))
                .with("coinbase", input.scriptSig().toHex());
        if (!input.witness().isEmpty()) {
            told.with("witness", input.witness().getFirst().toHex());
        }
        return told;
    }

    private Json transactions(ChainView chain, BlockNode node, int verbosity) {
        List<Transaction> all = node.block().transactions();
        if (verbosity <= 1) {
            return Json.texts(all.stream().map(Transaction::txid).toList());
        }
        return Json.array(all.stream()
                .<Json>map(
                        transaction -> transactions.full(transaction, spent(chain, node, transaction), verbosity >= 3))
                .toList());
    }

    /**
     * What a transaction of the block spends; empty for a coinbase, and for a block of a side branch, for which this
     * node, like Core, has no undo data.
     */
    static List<Coin> spent(ChainView chain, BlockNode node, Transaction transaction) {
        if (!chain.contains(node)) {
            return List.of();
        }
        return transaction.spends().stream()
                .map(chain::output)
                .map(Optional::orElseThrow)
                .toList();
    }
}
