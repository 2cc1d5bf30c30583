package turnout.router.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The journal's files and what is in them. One thread writes; the view is for any.
 *
 * <p>Exemplars and counts share a row of segments. When they grow beyond their part of the disk, the exemplars that are
 * least missed go and the oldest segment's rest is written anew; only then is it deleted, so that a crash in between
 * leaves records twice, which reads as once.
 */
public final class MismatchStore implements MismatchView, AutoCloseable {

    private final JournalRules rules;
    private final Segments records;
    private final Segments wrong;
    private final Index index;
    private final Set<ClusterState> uncounted = new LinkedHashSet<>();
    private final AtomicInteger broken = new AtomicInteger();
    private long appended;
    private int torn;

    private MismatchStore(JournalRules rules, Segments records, Segments wrong) {
        this.rules = rules;
        this.records = records;
        this.wrong = wrong;
        this.index = new Index(rules);
    }

    /** Reads everything back; writes nothing, so that a command may do it beside a gateway. */
    public static MismatchStore open(JournalRules rules) throws IOException {
        MismatchStore store = new MismatchStore(
                rules,
                Segments.open(rules.directory(), "mismatches", rules.segmentBytes()),
                Segments.open(rules.directory(), "wrong-answers", Math.min(1 << 20, rules.wrongAnswerBytes() / 8)));
        for (int segment : store.records.sizes().keySet()) {
            store.restore(segment);
        }
        store.index.clusters().forEach(store.index::show);
        return store;
    }

    private void restore(int segment) throws IOException {
        Frames.Damage damage = records.scan(segment, (offset, payload) -> {
            Location location = new Location(segment, offset, Frames.HEADER_BYTES + payload.length);
            try {
                index.restore(Records.indexed(payload), location);
            } catch (IOException e) {
                broken.incrementAndGet(); // whole, but not what this version writes
            }
        });
        broken.addAndGet(damage.broken());
        torn += damage.torn() ? 1 : 0;
    }

    @Override
    public List<Cluster> clusters() {
        return index.shown();
    }

    @Override
    public Optional<Exemplar> find(String id) throws IOException {
        Optional<Location> location = index.location(id);
        if (location.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Records.exemplar(records.read(location.get())));
        } catch (IOException e) {
            // Cleaning may have moved it between the two steps.
            Optional<Location> moved = index.location(id);
            if (moved.equals(location)) {
                throw e;
            }
            return moved.isEmpty() ? Optional.empty() : Optional.of(Records.exemplar(records.read(moved.get())));
        }
    }

    @Override
    public List<WrongAnswer> wrongAnswers(int limit) throws IOException {
        List<WrongAnswer> latest = new ArrayList<>();
        for (int segment : List.copyOf(wrong.sizes().keySet()).reversed()) {
            if (latest.size() >= limit) {
                break;
            }
            List<WrongAnswer> found = new ArrayList<>();
            wrong.scan(segment, (offset, payload) -> {
                try {
                    found.add(Records.wrongAnswer(payload));
                } catch (IOException e) {
                    // Counted at no place: a broken line among thousands, and its neighbours are shown.
                }
            });
            latest.addAll(found.reversed());
        }
        return latest.size() > limit ? latest.subList(0, limit) : latest;
    }

    /** Counts a mismatch in the cluster of each key; on disk with the next {@link #writeCounts}. */
    List<ClusterState> see(Mismatch mismatch) {
        Set<ClusterState> seen = new LinkedHashSet<>();
        for (ClusterKey key : mismatch.keys()) {
            seen.add(index.cluster(key));
        }
        seen.forEach(cluster -> cluster.see(mismatch.time()));
        uncounted.addAll(seen);
        return List.copyOf(seen);
    }

    /** @throws IOException when it was not written; then it is as if it had not been seen as an exemplar */
    void write(Exemplar exemplar, List<ClusterState> clusters) throws IOException {
        Head head = new Head(
                exemplar.id(),
                exemplar.component(),
                exemplar.time(),
                clusters.stream().map(ClusterState::key).toList());
        byte[] payload = Records.bytes(head, exemplar);
        if (payload.length > rules.exemplarBytesMost()) {
            payload = Records.bytes(head, Slimming.withoutMessages(exemplar));
        }
        index.keep(head, append(payload));
        clusters.forEach(index::show);
    }

    /** Writes what is not yet on disk of the clusters' counts. */
    void writeCounts() throws IOException {
        for (ClusterState cluster : List.copyOf(uncounted)) {
            index.show(cluster);
            cluster.countedIn(append(Records.bytes(cluster.counted())).segment());
            uncounted.remove(cluster);
        }
    }

    void write(byte[] wrongAnswer) throws IOException {
        for (int oldest : wrong.sizes().keySet()) {
            if (wrong.totalBytes() + wrongAnswer.length + Frames.HEADER_BYTES <= rules.wrongAnswerBytes()) {
                break;
            }
            if (wrong.isHead(oldest)) {
                wrong.closeHead();
            }
            wrong.delete(oldest);
        }
        wrong.append(wrongAnswer);
        appended++;
    }

    private Location append(byte[] payload) throws IOException {
        makeRoom(payload.length + Frames.HEADER_BYTES);
        Location location = records.append(payload);
        appended++;
        return location;
    }

    /** At most half is alive, so that cleaning a segment wins about half of it. */
    private void makeRoom(int bytes) throws IOException {
        while (index.liveBytes() + bytes > rules.exemplarBytes() / 2) {
            Optional<Head> goes = index.leastMissed();
            if (goes.isEmpty()) {
                break;
            }
            index.forget(goes.get());
        }
        for (int oldest : records.sizes().keySet()) {
            if (records.totalBytes() + bytes <= rules.exemplarBytes() / 4 * 3) {
                break;
            }
            clean(oldest);
        }
    }

    private void clean(int segment) throws IOException {
        if (records.isHead(segment)) {
            records.closeHead();
        }
        for (Head head : index.in(segment)) {
            Location location = index.location(head.id()).orElseThrow();
            byte[] payload;
            try {
                payload = records.read(location);
            } catch (IOException e) {
                broken.incrementAndGet();
                index.forget(head);
                continue;
            }
            index.move(head.id(), records.append(payload));
        }
        for (ClusterState cluster : index.clusters()) {
            if (cluster.countedIn() == segment) {
                cluster.countedIn(
                        records.append(Records.bytes(cluster.counted())).segment());
            }
        }
        records.force();
        records.delete(segment);
    }

    /** Records written since it was opened; for the writer. */
    long appended() {
        return appended;
    }

    /** Bytes on disk. */
    public long bytes() {
        return records.totalBytes() + wrong.totalBytes();
    }

    /** Places in the files that could not be read, and were skipped. */
    public int broken() {
        return broken.get();
    }

    /** Files that end in half a record, as a crash leaves them. */
    public int torn() {
        return torn;
    }

    @Override
    public void close() throws IOException {
        records.close();
        wrong.close();
    }
}
