package turnout.router.route;

import static turnout.router.call.EngineName.NATIVE;
import static turnout.router.call.EngineName.PYTHON;

import com.google.protobuf.Descriptors.FieldDescriptor;
import org.jspecify.annotations.Nullable;
import turnout.options.v1.Operation.Effect;
import turnout.rollout.flags.Share;
import turnout.router.call.Body;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;

/** One operation's line in a table. Every route that it can give is made beforehand. Immutable. */
final class Row {

    private final Murmur3 salted;
    private final @Nullable KeyField key;
    private final boolean draws;
    private final int share;
    private final Murmur3 shadowSalted;
    private final int shadow;
    private final @Nullable Route settled;
    private final Route testerOnNative;
    private final Route testerOnPython;
    private final Route onNative;
    private final Route onPython;
    private final Route withoutKey;

    Row(Operation operation, Standing standing, boolean implemented) {
        FieldDescriptor field = operation.descriptor().getInputType().findFieldByNumber(operation.keyField());
        this.key = field == null ? null : KeyField.of(field);
        this.salted = Salt.ROLLOUT.of(operation.component());
        this.draws = operation.effect() == Effect.READ;
        this.share = standing.share().basisPoints();

        this.shadowSalted = Salt.SHADOW.of(operation.component());
        this.shadow = implemented && operation.unary() && draws && standing.mayShadow()
                ? standing.flags().shadow().basisPoints()
                : 0;

        Route fixed = fixed(operation, standing, implemented);
        this.onNative = standing.to(NATIVE);
        this.onPython = standing.to(PYTHON);
        this.withoutKey = standing.to(PYTHON, RouteReason.NO_KEY_WRITE);
        this.testerOnNative = fixed != null ? fixed : standing.to(NATIVE, RouteReason.TESTER);
        this.testerOnPython = fixed != null ? fixed : standing.to(PYTHON, RouteReason.TESTER);
        this.settled = fixed != null ? fixed : settled(standing);
    }

    /** The route that nothing in a call can change, not even a tester's header. */
    private static @Nullable Route fixed(Operation operation, Standing standing, boolean implemented) {
        if (standing.closed()) {
            return standing.to(PYTHON);
        }
        if (!implemented) {
            return standing.to(PYTHON, RouteReason.NO_NATIVE);
        }
        if (standing.flags().except().contains(operation.name())) {
            return standing.to(PYTHON, RouteReason.EXCEPT);
        }
        return null;
    }

    private @Nullable Route settled(Standing standing) {
        if (standing.share().equals(Share.NONE)) {
            return onPython;
        }
        return standing.share().equals(Share.ALL) ? onNative : null;
    }

    @Nullable
    Route settled() {
        return settled;
    }

    Route route(@Nullable Body body, @Nullable Body headerKey, int draw, @Nullable EngineName forced) {
        if (forced != null) {
            return forced == NATIVE ? testerOnNative : testerOnPython;
        }
        if (settled != null) {
            return settled;
        }
        int bucket = bucket(body, headerKey, draw);
        if (bucket == KeyField.NO_KEY) {
            return withoutKey;
        }
        return bucket < share ? onNative : onPython;
    }

    /** @return 0 to 9,999, or {@link KeyField#NO_KEY} for a write that has none */
    int bucket(@Nullable Body body, @Nullable Body headerKey, int draw) {
        int bucket = keyed(body, headerKey);
        return bucket == KeyField.NO_KEY && draws ? draw : bucket;
    }

    /** Whether any call of it may be shadowed, so that its body is needed. */
    boolean mayShadow() {
        return shadow > 0;
    }

    /** Whether the engine that does not serve this call is given it too; by key, else by draw. */
    boolean shadowed(@Nullable Body body, @Nullable Body headerKey, int draw) {
        if (shadow == 0) {
            return false;
        }
        int bucket = keyed(body, headerKey, shadowSalted);
        return (bucket == KeyField.NO_KEY ? shuffled(draw) : bucket) < shadow;
    }

    /** A call's draw chooses its engine too: these must not be the same calls. One to one, 7,919 being prime. */
    private static int shuffled(int draw) {
        return (int) ((draw * 7_919L + 4_801) % Bucket.COUNT);
    }

    private int keyed(@Nullable Body body, @Nullable Body headerKey) {
        return keyed(body, headerKey, salted);
    }

    private int keyed(@Nullable Body body, @Nullable Body headerKey, Murmur3 hash) {
        if (headerKey != null && headerKey.length() > 0) {
            return Bucket.of(hash.hash(headerKey, 0, headerKey.length()));
        }
        return key == null || body == null ? KeyField.NO_KEY : key.bucket(body, hash);
    }
}
