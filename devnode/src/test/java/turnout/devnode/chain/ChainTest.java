package turnout.devnode.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.Slice;

/** Branches: which is active, and what an older view still sees. */
class ChainTest {
    private static final Slice SOMEBODY = OutputScript.witness(0, Slice.of(new byte[20]));

    private final List<Block> recorded = BlockFile.recorded();
    private final Chain chain = Chain.of(recorded);

    /** A branch that leaves the recorded chain after block 113. */
    private Block onTopOf(List<Block> blocks) {
        return Miner.mine(Chain.of(blocks).view(), List.of(), 0, SOMEBODY, 1_795_400_000);
    }

    @Test
    void keepsABlockOfASideBranchWithoutFollowingIt() {
        Block side = onTopOf(recorded.subList(0, 114));

        chain.add(side);

        ChainView view = chain.view();
        assertThat(view.tip().hash()).isEqualTo(recorded.getLast().hash());
        BlockNode node = view.block(side.hash()).orElseThrow();
        assertThat(view.contains(node)).isFalse();
        assertThat(node.height()).isEqualTo(114);
    }

    @Test
    void followsTheBranchWithTheMostWork() {
        Block first = onTopOf(recorded.subList(0, 114));
        List<Block> branch = new ArrayList<>(recorded.subList(0, 114));
        branch.add(first);
        chain.add(first);
        ChainView before = chain.view();
        for (int i = 0; i < 2; i++) {
            Block next = onTopOf(branch);
            branch.add(next);
            chain.add(next);
        }

        ChainView after = chain.view();

        assertThat(after.height()).isEqualTo(116);
        assertThat(after.tip().hash()).isEqualTo(branch.getLast().hash());
        assertThat(after.at(114).orElseThrow().hash()).isEqualTo(first.hash());
        Transaction abandoned = recorded.getLast().transactions().getFirst();
        assertThat(after.transaction(abandoned.txid())).isEmpty();
        assertThat(after.unspent(abandoned.makes().getFirst())).isEmpty();
        assertThat(before.height()).isEqualTo(115);
        assertThat(before.unspent(abandoned.makes().getFirst())).isPresent();
        assertThat(before.block(branch.getLast().hash())).isEmpty();
    }

    @Test
    void countsAsUnspentWhatNoBlockSpends() {
        ChainView view = chain.view();
        for (Block block : recorded.subList(1, recorded.size())) {
            for (Transaction transaction : block.transactions()) {
                assertThat(transaction.spends()).allSatisfy(outpoint -> {
                    assertThat(view.unspent(outpoint)).isEmpty();
                    assertThat(view.output(outpoint)).isPresent();
                });
            }
        }
        // The genesis coinbase was never spendable.
        Transaction genesis = recorded.getFirst().transactions().getFirst();
        assertThat(view.unspent(genesis.makes().getFirst())).isEmpty();
    }
}
