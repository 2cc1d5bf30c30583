package turnout.router.app.config;

/**
 * Everything that is fixed from start to stop of a gateway, complete and checked. Paths are absolute, {@code auto} has
 * become a number.
 */
public record Settings(
        GatewaySettings gateway,
        PythonSettings python,
        NativeSettings nativeEngine,
        ShadowSettings shadow,
        FallbackSettings fallback,
        BreakerSettings breaker,
        NodeSettings node,
        FlagSettings flags,
        OpsSettings ops,
        HistogramSettings histograms,
        LogSettings log) {

    static Settings of(Values values) {
        return new Settings(
                GatewaySettings.of(values),
                PythonSettings.of(values),
                NativeSettings.of(values),
                ShadowSettings.of(values),
                FallbackSettings.of(values),
                BreakerSettings.of(values),
                NodeSettings.of(values),
                FlagSettings.of(values),
                OpsSettings.of(values),
                HistogramSettings.of(values),
                LogSettings.of(values));
    }
}
