package turnout.rollout.togglz;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.togglz.core.Feature;
import org.togglz.core.metadata.FeatureGroup;
import org.togglz.core.metadata.FeatureMetaData;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.spi.FeatureProvider;
import org.togglz.core.util.NamedFeature;
import turnout.rollout.flags.FlagStore;

/** One Togglz feature for each component, and one for the master flag. */
final class FlagFeatures implements FeatureProvider {

    static final String MASTER = "NATIVE_ALLOWED";

    private final FlagStore store;
    private final Supplier<Set<String>> held;
    private final Set<Feature> features = new LinkedHashSet<>();

    FlagFeatures(FlagStore store, Supplier<Set<String>> held) {
        this.store = store;
        this.held = held;
        features.add(new NamedFeature(MASTER));
        store.components().forEach(component -> features.add(new NamedFeature(component)));
    }

    @Override
    public Set<Feature> getFeatures() {
        return Collections.unmodifiableSet(features);
    }

    @Override
    public FeatureMetaData getMetaData(Feature feature) {
        return new FeatureMetaData() {
            @Override
            public String getLabel() {
                if (feature.name().equals(MASTER)) {
                    return "NATIVE allowed (master flag)";
                }
                return held.get().contains(feature.name())
                        ? feature.name() + " (held at 0 since a stop was lifted: without effect until it is started)"
                        : feature.name();
            }

            @Override
            public FeatureState getDefaultFeatureState() {
                return new FeatureState(feature, false);
            }

            @Override
            public Set<FeatureGroup> getGroups() {
                return Set.of();
            }

            /** What the form does not carry but a person wants to see. */
            @Override
            public Map<String, String> getAttributes() {
                Map<String, String> attributes = new LinkedHashMap<>();
                String reason = store.current().of(feature.name()).reason();
                if (!reason.isEmpty()) {
                    attributes.put("last reason", Markup.escaped(reason));
                }
                return attributes;
            }
        };
    }
}
