package turnout.nativeimpl.descriptor;

import java.util.ArrayList;
import java.util.List;
import turnout.nativeimpl.curve.PublicKey;
import turnout.nativeimpl.keys.ExtendedKey;
import turnout.nativeimpl.keys.KeyPrefix;

/**
 * BIP390's musig(): the aggregate of its participants' keys, or a key derived from that by BIP328.
 *
 * @param path unhardened; empty unless no participant has a wildcard
 */
record MusigKey(List<KeyExpression> participants, KeyPath path) implements KeyExpression {

    @Override
    public boolean hasWildcard() {
        return path.wildcard() != KeyPath.Wildcard.NONE || participants.stream().anyMatch(KeyExpression::hasWildcard);
    }

    @Override
    public boolean hasPrivateKey() {
        return participants.stream().anyMatch(KeyExpression::hasPrivateKey);
    }

    @Override
    public int alternatives() {
        return Math.max(
                path.alternatives(),
                participants.stream()
                        .mapToInt(KeyExpression::alternatives)
                        .max()
                        .orElse(1));
    }

    @Override
    public int keys() {
        return participants.size();
    }

    @Override
    public int fixedSteps() {
        return path.steps().length
                + participants.stream().mapToInt(KeyExpression::fixedSteps).sum();
    }

    @Override
    public void print(StringBuilder out, int alternative) {
        out.append("musig(");
        for (int i = 0; i < participants.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            participants.get(i).print(out, alternative);
        }
        out.append(')');
        path.print(out, alternative, 'h');
    }

    @Override
    public KeySource source(int alternative) throws DescriptorProblem {
        List<KeySource> sources = new ArrayList<>();
        for (KeyExpression participant : participants) {
            sources.add(participant.source(alternative));
        }
        if (participants.stream().anyMatch(KeyExpression::hasWildcard)) {
            return index -> aggregate(sources, index).compressed();
        }
        PublicKey aggregate = aggregate(sources, 0);
        if (path.steps().length == 0 && path.wildcard() == KeyPath.Wildcard.NONE) {
            byte[] key = aggregate.compressed();
            return index -> key;
        }
        ExtendedKey root = ExtendedKey.ofPublicKey(aggregate, KeyAggregation.CHAIN_CODE, KeyPrefix.X);
        return DerivedKey.of(null, root, path).source(alternative);
    }

    private static PublicKey aggregate(List<KeySource> sources, int index) throws DescriptorProblem {
        List<byte[]> keys = new ArrayList<>();
        for (KeySource source : sources) {
            keys.add(source.at(index));
        }
        return KeyAggregation.of(keys);
    }
}
