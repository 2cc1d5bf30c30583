package turnout.nativeimpl.descriptor;

import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.keys.ExtendedKey;

/**
 * An extended key with its path.
 *
 * @param publicText the key, neutered, in base58
 */
record DerivedKey(@Nullable KeyOrigin origin, ExtendedKey root, String publicText, KeyPath path)
        implements KeyExpression {

    private static final int HARDENED = 1 << 31;

    static DerivedKey of(@Nullable KeyOrigin origin, ExtendedKey root, KeyPath path) {
        return new DerivedKey(origin, root, root.neutered().encode(), path);
    }

    @Override
    public boolean hasWildcard() {
        return path.wildcard() != KeyPath.Wildcard.NONE;
    }

    @Override
    public boolean hasPrivateKey() {
        return root.isPrivate();
    }

    @Override
    public int alternatives() {
        return path.alternatives();
    }

    @Override
    public int keys() {
        return 1;
    }

    @Override
    public int fixedSteps() {
        return path.steps().length;
    }

    @Override
    public void print(StringBuilder out, int alternative) {
        char hardened = mark();
        if (origin != null) {
            origin.print(out, hardened);
        }
        out.append(publicText);
        path.print(out, alternative, hardened);
    }

    /** Core keeps one mark for the whole expression: the last that it read. */
    private char mark() {
        if (path.mark() != null) {
            return path.mark();
        }
        return origin == null || origin.mark() == null ? 'h' : origin.mark();
    }

    @Override
    public KeySource source(int alternative) throws DescriptorProblem {
        ExtendedKey parent = root;
        for (int step : path.steps(alternative)) {
            parent = child(parent, step);
        }
        ExtendedKey reached = parent;
        return switch (path.wildcard()) {
            case NONE -> {
                byte[] key = reached.publicKey();
                yield index -> key;
            }
            case UNHARDENED -> {
                // The same keys without the secret, and faster.
                ExtendedKey neutered = reached.neutered();
                yield index -> child(neutered, index).publicKey();
            }
            case HARDENED -> index -> child(reached, index | HARDENED).publicKey();
        };
    }

    private static ExtendedKey child(ExtendedKey parent, int number) throws DescriptorProblem {
        if (number < 0 && !parent.isPrivate()) {
            throw DescriptorProblem.hardened();
        }
        if (parent.depth() == ExtendedKey.MAX_DEPTH) {
            throw DescriptorProblem.underivable();
        }
        return parent.child(number).orElseThrow(DescriptorProblem::underivable);
    }
}
