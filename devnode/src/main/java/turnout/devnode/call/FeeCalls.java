package turnout.devnode.call;

import static turnout.devnode.rpc.Method.optional;
import static turnout.devnode.rpc.Method.required;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import turnout.devnode.chain.BlockNode;
import turnout.devnode.chain.ChainView;
import turnout.devnode.chain.Coin;
import turnout.devnode.chain.Transaction;
import turnout.devnode.chain.TransactionRules;
import turnout.devnode.mempool.Policy;
import turnout.devnode.node.Node;
import turnout.devnode.rpc.Arguments;
import turnout.devnode.rpc.Json;
import turnout.devnode.rpc.Method;
import turnout.devnode.rpc.Method.ParameterType;
import turnout.devnode.rpc.Numbers;
import turnout.devnode.rpc.RpcError;

/**
 * The fee estimate: the median rate that the last blocks with transactions took in. Core's own follows each transaction
 * from its arrival; on a chain where every block takes all there is, the two say nearly the same.
 */
final class FeeCalls {
    private static final long GREATEST_TARGET = 1008;
    // Core's horizon for short estimates, blocks.
    private static final int LOOK_BACK = 144;
    private static final int ENOUGH_TRANSACTIONS = 1000;
    private static final Set<String> MODES = Set.of("unset", "economical", "conservative");

    /**
     * @param rate satoshis per 1,000 virtual bytes; 0 where there is no data
     * @param span blocks back to the oldest that told something
     */
    private record Estimate(BlockNode tip, long rate, long span) {}

    private final Node node;
    private volatile Estimate last;

    FeeCalls(Node node) {
        this.node = node;
        this.last = estimate(node.state().chain());
    }

    List<Method> methods() {
        return List.of(new Method(
                "Util",
                "estimatesmartfee",
                List.of(required("conf_target", ParameterType.NUMBER), optional("estimate_mode", ParameterType.TEXT)),
                this::answer));
    }

    private Json answer(Arguments arguments) {
        long target = arguments.integer(0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        if (target < 1 || target > GREATEST_TARGET) {
            throw new RpcError(
                    RpcError.INVALID_PARAMETER, "Invalid conf_target, must be between 1 and " + GREATEST_TARGET);
        }
        if (arguments.has(1) && !MODES.contains(arguments.text(1).toLowerCase(Locale.ROOT))) {
            throw new RpcError(
                    RpcError.INVALID_PARAMETER,
                    "Invalid estimate_mode parameter, must be one of: \"unset\", \"economical\", \"conservative\"");
        }
        ChainView chain = node.state().chain();
        if (last.tip() != chain.tip()) {
            last = estimate(chain);
        }
        Estimate estimate = last;
        // Core answers for no more than half of what it has seen, and never for the next block alone.
        long blocks = Math.max(2, Math.min(target, estimate.span() / 2));
        if (estimate.rate() == 0) {
            return Json.object()
                    .with("errors", Json.texts(List.of("Insufficient data or no feerate found")))
                    .with("blocks", blocks);
        }
        return Json.object()
                .with("feerate", Numbers.amount(Math.max(estimate.rate(), Policy.MIN_RELAY_FEE_RATE)))
                .with("blocks", blocks);
    }

    private static Estimate estimate(ChainView chain) {
        List<Long> rates = new ArrayList<>();
        long span = 0;
        int lowest = Math.max(1, chain.height() - LOOK_BACK + 1);
        for (int height = chain.height(); height >= lowest && rates.size() < ENOUGH_TRANSACTIONS; height--) {
            BlockNode block = chain.at(height).orElseThrow();
            for (Transaction transaction : block.block().transactions()) {
                List<Coin> coins = BlockJson.spent(chain, block, transaction);
                if (!coins.isEmpty()) {
                    rates.add(TransactionRules.fee(transaction, coins)
                            * 4000
                            / transaction.raw().weight());
                    span = chain.height() - height + 1L;
                }
            }
        }
        Collections.sort(rates);
        return new Estimate(chain.tip(), rates.isEmpty() ? 0 : rates.get(rates.size() / 2), span);
    }
}
