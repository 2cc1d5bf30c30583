package turnout.devnode.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import turnout.devnode.node.Node;
import turnout.devnode.rpc.Faults;
import turnout.devnode.rpc.Method;
import turnout.devnode.rpc.MethodTable;

/** Puts all methods of a node into one table. */
public final class AllCalls {
    private AllCalls() {}

    /**
     * The table that the RPC answers from.
     *
     * @param stop begins the end of the process and returns at once
     */
    public static MethodTable of(Node node, Faults faults, Runnable stop) {
        ScriptJson scripts = new ScriptJson();
        TransactionJson transactions = new TransactionJson(scripts);
        List<Method> methods = new ArrayList<>();
        methods.addAll(new ChainCalls(node, faults, scripts, new BlockJson(transactions)).methods());
        methods.addAll(new TransactionCalls(node, transactions).methods());
        methods.addAll(new ProofCalls(node).methods());
        methods.addAll(ScriptCalls.methods());
        methods.addAll(new MempoolCalls(node).methods());
        methods.addAll(new BroadcastCalls(node).methods());
        methods.addAll(new FeeCalls(node).methods());
        methods.addAll(new MiningCalls(node).methods());
        // help shows the table that it stands in.
        AtomicReference<MethodTable> table = new AtomicReference<>();
        methods.addAll(new ControlCalls(node, stop, name -> table.get().help(name)).methods());
        table.set(new MethodTable(methods));
        return table.get();
    }
}
