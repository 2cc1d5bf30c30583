package turnout.router.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A cluster while it grows. The journal's writer owns it. */
final class ClusterState {

    private final ClusterKey key;
    private final String hash;
    private final List<Head> exemplars = new ArrayList<>();
    private long count;
    private Instant firstSeen = Instant.MAX;
    private Instant lastSeen = Instant.MIN;
    private int numbered;
    private int countedIn;

    ClusterState(ClusterKey key) {
        this.key = key;
        this.hash = key.hash();
    }

    void see(Instant time) {
        count++;
        span(time, time);
    }

    /** Takes over what a file says; the larger of two is the later one. */
    void restore(ClusterCount written, int segment) {
        count = Math.max(count, written.count());
        numbered = Math.max(numbered, written.numbered());
        countedIn = Math.max(countedIn, segment);
        span(written.firstSeen(), written.lastSeen());
    }

    private void span(Instant first, Instant last) {
        firstSeen = firstSeen.isBefore(first) ? firstSeen : first;
        lastSeen = lastSeen.isAfter(last) ? lastSeen : last;
    }

    /** @param planned exemplars that are as good as written */
    boolean wants(Instant time, int most, long planned) {
        return exemplars.size() + planned < most
                || (planned == 0 && time.isAfter(exemplars.getLast().time().plus(JournalRules.FRESH_AFTER)));
    }

    String nextId() {
        numbered++;
        return hash + "-" + numbered;
    }

    /** By time, because cleaning moves old ones to the end of the files. */
    void link(Head head) {
        int at = exemplars.size();
        while (at > 0 && exemplars.get(at - 1).time().isAfter(head.time())) {
            at--;
        }
        exemplars.add(at, head);
        // Where the count was lost with a broken record, there were at least these.
        count = Math.max(count, exemplars.size());
        numbered = Math.max(numbered, number(head.id()));
        span(head.time(), head.time());
    }

    private int number(String id) {
        return id.startsWith(hash + "-") ? Integer.parseInt(id.substring(hash.length() + 1)) : 0;
    }

    void unlink(Head head) {
        exemplars.removeIf(linked -> linked.id().equals(head.id()));
    }

    List<Head> exemplars() {
        return exemplars;
    }

    int countedIn() {
        return countedIn;
    }

    void countedIn(int segment) {
        countedIn = segment;
    }

    ClusterCount counted() {
        return new ClusterCount(key, count, firstSeen, lastSeen, numbered);
    }

    Cluster shown() {
        String component = exemplars.isEmpty() ? "" : exemplars.getFirst().component();
        List<String> ids = exemplars.stream().map(Head::id).toList();
        return new Cluster(hash, component, key, count, firstSeen, lastSeen, ids);
    }

    ClusterKey key() {
        return key;
    }
}
