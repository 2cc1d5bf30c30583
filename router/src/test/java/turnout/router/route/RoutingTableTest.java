package turnout.router.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static turnout.router.call.EngineName.NATIVE;
import static turnout.router.call.EngineName.PYTHON;

import com.google.protobuf.DynamicMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;
import turnout.router.call.Body;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Operations;

class RoutingTableTest {

    private static final Operations OPERATIONS = KeyedContract.operations();
    private static final Operation READ = operation(KeyedContract.READ_BY_TEXT);
    private static final Operation KEYLESS_READ = operation(KeyedContract.READ_WITHOUT_KEY);
    private static final Operation WRITE = operation(KeyedContract.WRITE_BY_TEXT);
    private static final Operation KEYLESS_WRITE = operation(KeyedContract.WRITE_WITHOUT_KEY);
    private static final Operation UNSAFE = operation(KeyedContract.UNSAFE_BY_TEXT);
    private static final Share HALF = Share.parse("50");

    @Test
    void neverMovesAKeyBackWhileTheShareGrows() {
        RoutingTable[] tables = new RoutingTable[Bucket.COUNT + 1];
        for (int share = 0; share <= Bucket.COUNT; share++) {
            tables[share] = table(flags(new Share(share)), Overrides.NONE);
        }

        for (int i = 0; i < 1_000_000; i++) {
            Body key = Body.of(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
            int bucket = tables[0].bucket(READ, null, key, 0);
            // Below: PYTHON. Above: NATIVE. The table compares only bucket and share, so the rest follows.
            boolean python = tables[bucket].route(READ, null, key, 0, null).engine() == PYTHON;
            boolean onNative =
                    tables[bucket + 1].route(READ, null, key, 0, null).engine() == NATIVE;
            if (!python || !onNative) {
                fail("key %s, bucket %s", i, bucket);
            }
        }
    }

    @Test
    void routesEachBucketByItsShareAlone() {
        Share some = Share.parse("12.34");
        RoutingTable table = table(flags(some), Overrides.NONE);

        for (int draw = 0; draw < Bucket.COUNT; draw++) {
            Route route = table.route(KEYLESS_READ, null, null, draw, null);
            assertThat(route.engine()).isEqualTo(draw < 1_234 ? NATIVE : PYTHON);
            assertThat(route.reason()).isEqualTo(RouteReason.PERCENT);
            assertThat(route.share()).isEqualTo(some);
            assertThat(route.rev()).isEqualTo(7);
        }
    }

    @Test
    void setsTheHeadersKeyAboveTheBodys() {
        RoutingTable table = table(flags(HALF), Overrides.NONE);
        Body header = key("header");

        int bucket = table.bucket(READ, request("body"), header, 0);

        assertThat(bucket).isEqualTo(Bucket.of(Salt.ROLLOUT, "keyed", "header".getBytes(StandardCharsets.UTF_8)));
        assertThat(table.bucket(READ, request("body"), null, 0))
                .isEqualTo(Bucket.of(Salt.ROLLOUT, "keyed", "body".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(table.bucket(READ, request("body"), key(""), 0));
    }

    @Test
    void drawsForAReadWithoutAKey() {
        RoutingTable table = table(flags(HALF), Overrides.NONE);
        Body malformed = Body.of(new byte[] {10, 5});

        assertThat(table.bucket(READ, request(""), null, 4_321)).isEqualTo(4_321);
        assertThat(table.bucket(READ, malformed, null, 4_321)).isEqualTo(4_321);
        assertThat(table.bucket(READ, null, null, 4_321)).isEqualTo(4_321);
        assertThat(table.bucket(KEYLESS_READ, request("body"), null, 4_321)).isEqualTo(4_321);
    }

    @Test
    void sendsAWriteWithoutAKeyToPython() {
        RoutingTable table = table(flags(new Share(9_999)), Overrides.NONE);
        Body malformed = Body.of(new byte[] {10, 5});

        for (Operation operation : Set.of(WRITE, KEYLESS_WRITE, UNSAFE)) {
            for (Body body : new Body[] {request(""), malformed}) {
                Route route = table.route(operation, body, null, 0, null);
                assertThat(route.engine()).isEqualTo(PYTHON);
                assertThat(route.reason()).isEqualTo(RouteReason.NO_KEY_WRITE);
                assertThat(table.bucket(operation, body, null, 0)).isEqualTo(-1);
            }
        }
        assertThat(table.route(KEYLESS_WRITE, null, key("k"), 0, null).engine()).isEqualTo(NATIVE);
    }

    @Test
    void letsTheHigherInPrecedenceDecide() {
        Flags off = new Flags(false, flags(Share.ALL).components());
        Flags all = flags(Share.ALL);
        Flags excepted = flags(Share.ALL, READ.name());
        Overrides breaker = Overrides.NONE.withBreaker("keyed", Share.NONE);
        Overrides held = breaker.withHeld("keyed", true);
        Overrides stopped = held.withStop(true);

        assertRoute(excepted, stopped, NATIVE, PYTHON, RouteReason.STOP);
        assertRoute(null, Overrides.NONE, NATIVE, PYTHON, RouteReason.NO_FLAGS);
        assertRoute(off, Overrides.NONE, NATIVE, PYTHON, RouteReason.MASTER_OFF);
        assertRoute(excepted, held, NATIVE, PYTHON, RouteReason.EXCEPT);
        assertRoute(all, held, NATIVE, NATIVE, RouteReason.TESTER);
        assertRoute(all, held, PYTHON, PYTHON, RouteReason.TESTER);
        assertRoute(all, held, null, PYTHON, RouteReason.HELD);
        assertRoute(all, breaker, null, PYTHON, RouteReason.BREAKER);
        assertRoute(all, Overrides.NONE, null, NATIVE, RouteReason.PERCENT);
    }

    @Test
    void sendsWhatNativeDoesNotImplementToPython() {
        RoutingTable table =
                RoutingTable.compile(1, OPERATIONS, Set.of(WRITE.name()), flags(Share.ALL), Overrides.NONE);

        Route route = table.route(READ, request("k"), null, 0, NATIVE);

        assertThat(route.engine()).isEqualTo(PYTHON);
        assertThat(route.reason()).isEqualTo(RouteReason.NO_NATIVE);
        assertThat(table.route(WRITE, request("k"), null, 0, null).engine()).isEqualTo(NATIVE);
    }

    @Test
    void letsAHalfOpenBreakerOnlyLowerTheShare() {
        Share tenth = Share.parse("10");

        Route lowered = table(flags(HALF), Overrides.NONE.withBreaker("keyed", tenth))
                .route(KEYLESS_READ, null, null, 999, null);
        Route kept = table(flags(tenth), Overrides.NONE.withBreaker("keyed", HALF))
                .route(KEYLESS_READ, null, null, 999, null);

        assertThat(lowered).isEqualTo(new Route(NATIVE, RouteReason.BREAKER, tenth, 7));
        assertThat(kept).isEqualTo(new Route(NATIVE, RouteReason.PERCENT, tenth, 7));
    }

    @Test
    void isSettledWhereNeitherKeyNorDrawMatters() {
        assertThat(table(flags(HALF), Overrides.NONE).settled(READ)).isNull();
        assertThat(table(flags(HALF), Overrides.NONE).settled(KEYLESS_WRITE)).isNull();
        assertSettled(table(flags(Share.NONE), Overrides.NONE), PYTHON, RouteReason.PERCENT);
        assertSettled(table(flags(Share.ALL), Overrides.NONE), NATIVE, RouteReason.PERCENT);
        assertSettled(table(flags(HALF, READ.name()), Overrides.NONE), PYTHON, RouteReason.EXCEPT);
        assertSettled(table(flags(HALF), Overrides.NONE.withStop(true)), PYTHON, RouteReason.STOP);
        assertSettled(table(flags(HALF), Overrides.NONE.withHeld("keyed", true)), PYTHON, RouteReason.HELD);
        assertSettled(table(null, Overrides.NONE), PYTHON, RouteReason.NO_FLAGS);
    }

    @Test
    void tellsTheShareInForce() {
        assertThat(table(flags(HALF), Overrides.NONE).shares()).isEqualTo(Map.of("keyed", HALF));
        assertThat(table(flags(HALF), Overrides.NONE.withStop(true)).shares()).isEqualTo(Map.of("keyed", Share.NONE));
    }

    @Test
    void tellsAnOrderToStopFromASmallShare() {
        Flags off = new Flags(false, flags(Share.ALL).components());

        assertThat(table(flags(Share.ALL), Overrides.NONE.withStop(true)).stopped())
                .isTrue();
        assertThat(table(off, Overrides.NONE).stopped()).isTrue();
        assertThat(table(flags(Share.NONE), Overrides.NONE).stopped()).isFalse();
        assertThat(table(null, Overrides.NONE).stopped()).isFalse();
    }

    private static void assertSettled(RoutingTable table, EngineName engine, RouteReason reason) {
        Route settled = Objects.requireNonNull(table.settled(READ), reason.text());
        assertThat(settled.engine()).isEqualTo(engine);
        assertThat(settled.reason()).isEqualTo(reason);
        assertThat(table.route(READ, null, null, 0, null)).isSameAs(settled);
    }

    private static void assertRoute(
            @Nullable Flags flags,
            Overrides overrides,
            @Nullable EngineName forced,
            EngineName engine,
            RouteReason reason) {
        Route route = table(flags, overrides).route(READ, request("k"), null, 0, forced);
        assertThat(route.engine()).as(reason.text()).isEqualTo(engine);
        assertThat(route.reason()).isEqualTo(reason);
    }

    private static RoutingTable table(@Nullable Flags flags, Overrides overrides) {
        return RoutingTable.compile(1, OPERATIONS, KeyedContract.names(), flags, overrides);
    }

    static Flags flags(Share percent, String... except) {
        var components = new TreeMap<String, ComponentFlags>();
        components.put("keyed", new ComponentFlags("keyed", percent, Share.NONE, Set.of(except), 7, "test"));
        return new Flags(true, components);
    }

    private static Operation operation(String name) {
        return OPERATIONS.find(name).orElseThrow();
    }

    private static Body key(String text) {
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Body request(String key) {
        var type = READ.descriptor().getInputType();
        return Body.of(DynamicMessage.newBuilder(type)
                .setField(type.findFieldByName("type_string"), key)
                .build()
                .toByteArray());
    }
}
