package turnout.devnode.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.devnode.chain.Block;
import turnout.devnode.chain.BlockNode;
import turnout.devnode.chain.BlockRules;
import turnout.devnode.chain.Chain;
import turnout.devnode.chain.ChainView;
import turnout.devnode.chain.Miner;
import turnout.devnode.chain.Outpoint;
import turnout.devnode.chain.Rejection;
import turnout.devnode.chain.Transaction;
import turnout.devnode.mempool.Acceptance;
import turnout.devnode.mempool.Mempool;
import turnout.devnode.mempool.MempoolEntry;
import turnout.devnode.mempool.MiningOrder;
import turnout.nativeimpl.codec.Slice;

/**
 * The node: the chain, the mempool, and the one lock under which they change. Readers take {@link #state()}, an
 * immutable snapshot, and never wait.
 */
public final class Node {
    private static final Logger log = LoggerFactory.getLogger(Node.class);
    // Weight units for transactions in a block: Core's default -blockmaxweight without what it reserves.
    private static final long MAX_TRANSACTIONS_WEIGHT = 4_000_000 - 8_000;

    private final ReentrantLock writing = new ReentrantLock();
    private final Chain chain;
    private final BlockStore store;
    private final InstantSource clock;
    private volatile NodeState state;

    private Node(Chain chain, BlockStore store, InstantSource clock) {
        this.chain = chain;
        this.store = store;
        this.clock = clock;
        this.state = new NodeState(chain.view(), Mempool.EMPTY);
    }

    /** A node on these blocks, the first of them genesis, and on those that the store found. */
    public static Node start(List<Block> blocks, BlockStore store, InstantSource clock) {
        Chain chain = Chain.of(blocks);
        store.found().forEach(chain::add);
        return new Node(chain, store, clock);
    }

    public NodeState state() {
        return state;
    }

    /** Seconds since 1970. */
    public long now() {
        return clock.instant().getEpochSecond();
    }

    /**
     * Takes a transaction into the mempool, or says why not.
     *
     * @param wanted whether the caller wants it in, once it is known to be good; what is not wanted is accepted and left
     */
    public Acceptance.Verdict submit(Transaction transaction, Predicate<MempoolEntry> wanted) {
        writing.lock();
        try {
            NodeState seen = state;
            Acceptance.Verdict verdict = new Acceptance(seen.chain(), seen.mempool(), now()).judge(transaction);
            if (verdict instanceof Acceptance.Accepted accepted && wanted.test(accepted.entry())) {
                Mempool pool = seen.mempool().without(accepted.replaces()).with(accepted.entry());
                state = new NodeState(seen.chain(), pool);
            }
            return verdict;
        } finally {
            writing.unlock();
        }
    }

    /** Mines one block that pays to a script, with what is in the mempool, best first. */
    public Block mine(Slice payTo) {
        writing.lock();
        try {
            List<MempoolEntry> chosen = choose(state.mempool());
            Block block = mined(chosen, payTo);
            store.append(block);
            chain.add(block);
            state = new NodeState(chain.view(), afterBlock(state.mempool(), block));
            log.debug("event=block height={} hash={}", state.chain().height(), block.hash());
            return block;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the block could not be kept", unwritable);
        } finally {
            writing.unlock();
        }
    }

    /** Not a block that was there before: after an invalidation the same second gives the same one. */
    private Block mined(List<MempoolEntry> chosen, Slice payTo) {
        for (long time = now(); ; time++) {
            Block block = Miner.mine(
                    state.chain(),
                    chosen.stream().map(MempoolEntry::transaction).toList(),
                    chosen.stream().mapToLong(MempoolEntry::fee).sum(),
                    payTo,
                    time);
            if (state.chain().block(block.hash()).isEmpty()) {
                return block;
            }
        }
    }

    /** Takes a block from outside; the reason where it is refused, as submitblock says it. */
    public Optional<String> submit(Block block) {
        writing.lock();
        try {
            ChainView seen = state.chain();
            if (seen.block(block.hash()).isPresent()) {
                return Optional.of("duplicate");
            }
            if (seen.block(block.previousHash()).isEmpty()) {
                return Optional.of("prev-blk-not-found");
            }
            if (!block.previousHash().equals(seen.tip().hash())) {
                return Optional.of("inconclusive");
            }
            Optional<String> bad = BlockRules.check(block, seen).map(Rejection::reason);
            if (bad.isEmpty()) {
                store.append(block);
                chain.add(block);
                state = new NodeState(chain.view(), afterBlock(state.mempool(), block));
            }
            return bad;
        } catch (IOException unwritable) {
            throw new UncheckedIOException("the block could not be kept", unwritable);
        } finally {
            writing.unlock();
        }
    }

    /** Leaves a block and all above it; false where it is not known. */
    public boolean invalidate(String hash) {
        return reorganise(hash, chain::invalidate);
    }

    /** Takes an invalidation back; false where the block is not known. */
    public boolean reconsider(String hash) {
        return reorganise(hash, chain::reconsider);
    }

    private boolean reorganise(String hash, Consumer<BlockNode> change) {
        writing.lock();
        try {
            NodeState before = state;
            Optional<BlockNode> block = before.chain().block(hash);
            block.ifPresent(change);
            if (chain.view() != before.chain()) {
                state = new NodeState(chain.view(), Reorganisation.mempool(before, chain.view(), now()));
                log.info(
                        "event=reorganised height={} tip={}",
                        state.chain().height(),
                        state.chain().tip().hash());
            }
            return block.isPresent();
        } finally {
            writing.unlock();
        }
    }

    private static List<MempoolEntry> choose(Mempool pool) {
        List<MempoolEntry> chosen = new ArrayList<>();
        long left = MAX_TRANSACTIONS_WEIGHT;
        for (MiningOrder.Chunk chunk : MiningOrder.of(pool)) {
            // What comes after the first chunk that does not fit may spend from it.
            if (chunk.weight() > left) {
                break;
            }
            left -= chunk.weight();
            chosen.addAll(chunk.entries());
        }
        return chosen;
    }

    private static Mempool afterBlock(Mempool pool, Block block) {
        Set<String> confirmed =
                block.transactions().stream().map(Transaction::txid).collect(Collectors.toSet());
        List<String> conflicting = new ArrayList<>();
        for (Transaction transaction : block.transactions()) {
            for (Outpoint outpoint : transaction.spends()) {
                pool.spender(outpoint).filter(txid -> !confirmed.contains(txid)).ifPresent(conflicting::add);
            }
        }
        return pool.without(pool.withDescendants(conflicting)).without(confirmed);
    }
}
