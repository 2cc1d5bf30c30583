package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.taproot.ControlBlock;
import turnout.nativeimpl.taproot.OutputKey;
import turnout.nativeimpl.taproot.TapHashes;
import turnout.script.v1.SpentOutput;

/**
 * Draws a transaction whose inputs run scripts of random operations: bare, in P2SH, in P2WSH or in a tapscript, and what
 * they spend.
 *
 * @param prevouts one for each input
 */
record Spends(ByteString raw, List<SpentOutput> prevouts) {

    private static final Slice INTERNAL_KEY =
            Slice.ofHex("50929b74c1a04954b78b4b6035e97a5e078a5a0f28ec96d547bfee9ace803ac0");

    private static final int MAX_VALUE = 1_000_000;

    /** What one input brings, and what it spends. */
    private record Spend(ByteString scriptSig, List<ByteString> witness, ByteString scriptPubKey) {}

    static Spends any(RandomGenerator random) {
        List<Spend> inputs = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            inputs.add(spend(random));
        }
        boolean witness = inputs.stream().anyMatch(input -> !input.witness.isEmpty());
        WireWriter raw = new WireWriter().number(1 + random.nextInt(2), 4);
        if (witness) {
            raw.number(0, 1).number(1, 1);
        }
        raw.count(inputs.size());
        for (Spend input : inputs) {
            raw.bytes(Values.bytes(random, 32)).number(random.nextInt(4), 4).sized(input.scriptSig);
            raw.number(random.nextInt(3) == 0 ? random.nextInt(100) : -1 - random.nextInt(3), 4);
        }
        int outputs = 1 + random.nextInt(3);
        raw.count(outputs);
        for (int i = 0; i < outputs; i++) {
            raw.number(random.nextInt(MAX_VALUE / 4), 8).sized(Scripts.scriptPubKey(random));
        }
        for (Spend input : witness ? inputs : List.<Spend>of()) {
            raw.count(input.witness.size());
            input.witness.forEach(raw::sized);
        }
        raw.number(random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(100), 4);
        return new Spends(
                raw.written(),
                inputs.stream()
                        .map(input -> SpentOutput.newBuilder()
                                .setValue(random.nextInt(MAX_VALUE))
                                .setScriptPubKey(input.scriptPubKey)
                                .build())
                        .toList());
    }

    private static Spend spend(RandomGenerator random) {
        ByteString script = RunningScripts.script(random);
        Slice whole = Slice.of(script.toByteArray());
        List<ByteString> items = RunningScripts.items(random);
        return switch (random.nextInt(5)) {
            case 0 -> new Spend(pushes(items), List.of(), script);
            case 1 ->
                new Spend(
                        pushes(items).concat(Scripts.push(script)),
                        List.of(),
                        bytes(OutputScript.scriptHash(Slice.of(Hashes.hash160(whole)))));
            case 2 ->
                new Spend(
                        ByteString.EMPTY,
                        with(items, script),
                        bytes(OutputScript.witness(0, Slice.of(Hashes.sha256(whole)))));
            case 3 -> tapscript(items, script, whole);
            default -> new Spend(Scripts.scriptSig(random), items, Scripts.scriptPubKey(random));
        };
    }

    private static Spend tapscript(List<ByteString> items, ByteString script, Slice whole) {
        Slice root = Slice.of(TapHashes.leaf(0xc0, whole));
        OutputKey key = Objects.requireNonNull(OutputKey.of(INTERNAL_KEY, root));
        ControlBlock control = new ControlBlock(0xc0, key.oddY(), INTERNAL_KEY, Slice.of(new byte[0]));
        return new Spend(
                ByteString.EMPTY,
                with(with(items, script), bytes(control.bytes())),
                bytes(OutputScript.witness(1, key.x())));
    }

    private static List<ByteString> with(List<ByteString> items, ByteString more) {
        List<ByteString> longer = new ArrayList<>(items);
        longer.add(more);
        return longer;
    }

    private static ByteString pushes(List<ByteString> items) {
        return items.stream().map(Scripts::push).reduce(ByteString.EMPTY, ByteString::concat);
    }

    private static ByteString bytes(Slice slice) {
        return ByteString.copyFrom(slice.array(), slice.offset(), slice.length());
    }
}
