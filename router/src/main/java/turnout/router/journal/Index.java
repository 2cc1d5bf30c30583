package turnout.router.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which clusters there are, and where their exemplars stand. The writer changes it; two methods are for any thread. */
final class Index {

    private final JournalRules rules;
    private final Map<String, ClusterState> clusters = new LinkedHashMap<>();
    private final Map<String, Head> heads = new HashMap<>();
    private final Map<String, Location> locations = new ConcurrentHashMap<>();
    private final Map<String, Cluster> shown = new ConcurrentHashMap<>();
    private long liveBytes;

    Index(JournalRules rules) {
        this.rules = rules;
    }

    /** Any thread. */
    List<Cluster> shown() {
        return shown.values().stream()
                .sorted(Comparator.comparing(Cluster::lastSeen).reversed().thenComparing(Cluster::hash))
                .toList();
    }

    /** Any thread. */
    Optional<Location> location(String id) {
        return Optional.ofNullable(locations.get(id));
    }

    void show(ClusterState cluster) {
        Cluster now = cluster.shown();
        shown.put(now.hash(), now);
    }

    /** The cluster of a key, or the one for everything beyond those that are kept. */
    ClusterState cluster(ClusterKey key) {
        ClusterState known = clusters.get(key.hash());
        if (known != null) {
            return known;
        }
        ClusterKey kept = clusters.size() < rules.mostClusters() ? key : ClusterKey.beyond(key.operation());
        return clusters.computeIfAbsent(kept.hash(), hash -> new ClusterState(kept));
    }

    Collection<ClusterState> clusters() {
        return clusters.values();
    }

    /** Takes over a record of a file; one that was seen already moves. */
    void restore(Records.Indexed record, Location location) {
        switch (record) {
            case Records.Indexed.OfCount count ->
                cluster(count.count().key()).restore(count.count(), location.segment());
            case Records.Indexed.OfExemplar exemplar -> {
                if (heads.containsKey(exemplar.head().id())) {
                    move(exemplar.head().id(), location);
                } else {
                    keep(exemplar.head(), location);
                }
            }
        }
    }

    /** From here on the exemplar is there; clusters that have too many lose their oldest. */
    void keep(Head head, Location location) {
        heads.put(head.id(), head);
        locations.put(head.id(), location);
        liveBytes += location.bytes();
        for (ClusterKey key : head.clusters()) {
            ClusterState cluster = cluster(key);
            cluster.link(head);
            if (cluster.exemplars().size() > rules.exemplars()) {
                cut(cluster, cluster.exemplars().getFirst());
            }
        }
    }

    private void cut(ClusterState cluster, Head oldest) {
        cluster.unlink(oldest);
        if (oldest.clusters().stream().noneMatch(key -> cluster(key).exemplars().contains(oldest))) {
            forget(oldest);
        }
    }

    void move(String id, Location to) {
        Location from = locations.put(id, to);
        liveBytes += to.bytes() - (from == null ? 0 : from.bytes());
    }

    /** The oldest that no cluster would miss, else the oldest of all. */
    Optional<Head> leastMissed() {
        Comparator<Head> age = Comparator.comparing(Head::time);
        return heads.values().stream()
                .filter(head -> head.clusters().stream()
                        .allMatch(key -> cluster(key).exemplars().size() > 1))
                .min(age)
                .or(() -> heads.values().stream().min(age));
    }

    void forget(Head head) {
        heads.remove(head.id());
        Location gone = locations.remove(head.id());
        liveBytes -= gone == null ? 0 : gone.bytes();
        for (ClusterKey key : head.clusters()) {
            ClusterState cluster = cluster(key);
            cluster.unlink(head);
            show(cluster);
        }
    }

    /** What is left of a segment's exemplars. */
    List<Head> in(int segment) {
        List<Head> left = new ArrayList<>();
        heads.values().forEach(head -> {
            Location location = locations.get(head.id());
            if (location != null && location.segment() == segment) {
                left.add(head);
            }
        });
        left.sort(Comparator.comparing(Head::time));
        return left;
    }

    long liveBytes() {
        return liveBytes;
    }
}
