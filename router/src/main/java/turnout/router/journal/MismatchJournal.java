package turnout.router.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.router.compare.Digests;

/**
 * Keeps mismatches: a bounded queue, and one thread that redacts, counts and writes what is taken from it. A disk that
 * refuses costs exemplars and an alarm; counts and wrong answers wait in memory until there is room.
 */
public final class MismatchJournal implements Mismatches, MismatchView, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MismatchJournal.class);

    /** Counts are written once for so many mismatches, or when no more come. */
    private static final int BATCH = 256;

    /** How soon a disk that refused is asked again. */
    private static final long AGAIN_MILLIS = 200;

    /** About 3 MB of lines. */
    private static final int MOST_UNWRITTEN = 10_000;

    private static final long CLOSE_MILLIS = 5_000;

    private final JournalRules rules;
    private final MismatchStore store;
    private final Redactor redactor;
    private final BlockingQueue<Mismatch> queue;
    private final BlockingQueue<WrongAnswer> alone = new ArrayBlockingQueue<>(MOST_UNWRITTEN);
    private final AtomicLong queuedBytes = new AtomicLong();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder failedWrites = new LongAdder();
    private final LongAdder unlisted = new LongAdder();
    private final Map<String, LongAdder> wrongAnswers = new ConcurrentHashMap<>();
    private final Deque<byte[]> unwritten = new ArrayDeque<>();
    private final Thread writer;
    private volatile boolean failing;
    private volatile boolean closed;

    private MismatchJournal(JournalRules rules, MismatchStore store, Redactor redactor) {
        this.rules = rules;
        this.store = store;
        this.redactor = redactor;
        this.queue = new ArrayBlockingQueue<>(rules.queue());
        this.writer = Thread.ofPlatform().name("mismatches").daemon().unstarted(this::write);
    }

    /**
     * Reads back what is there and begins to write.
     *
     * @param digests the comparator's, so that one value has one digest everywhere
     * @param versions asked for each exemplar
     */
    public static MismatchJournal open(JournalRules rules, Digests digests, Supplier<Versions> versions)
            throws IOException {
        MismatchJournal journal =
                new MismatchJournal(rules, MismatchStore.open(rules), new Redactor(digests, versions));
        if (journal.store.broken() + journal.store.torn() > 0) {
            log.warn("event=mismatches-damaged broken={} torn={}", journal.store.broken(), journal.store.torn());
        }
        journal.writer.start();
        return journal;
    }

    @Override
    public void add(Mismatch mismatch) {
        if (closed || !queued(mismatch)) {
            dropped.increment();
            if (mismatch.wronglyServed()) {
                listAlone(mismatch);
            }
        }
    }

    private boolean queued(Mismatch mismatch) {
        if (mismatch.noise() && queue.size() > rules.queue() / 2) {
            return false; // the other half is for mismatches, however noisy PYTHON is
        }
        long bytes = mismatch.bytes();
        if (queuedBytes.addAndGet(bytes) <= rules.queueBytes() && queue.offer(mismatch)) {
            return true;
        }
        queuedBytes.addAndGet(-bytes);
        return false;
    }

    /** A caller must be told, whatever the journal can keep of why. */
    private void listAlone(Mismatch mismatch) {
        if (closed || !alone.offer(redactor.wrongAnswer(mismatch.keys(), mismatch))) {
            unlisted.increment();
        }
        counted(mismatch);
    }

    private void counted(Mismatch mismatch) {
        wrongAnswers
                .computeIfAbsent(mismatch.operation().component(), component -> new LongAdder())
                .increment();
    }

    private void write() {
        List<Mismatch> batch = new ArrayList<>(BATCH);
        while (!closed || !queue.isEmpty() || !alone.isEmpty()) {
            try {
                Mismatch first = queue.poll(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, BATCH - 1);
                }
                write(batch);
            } catch (InterruptedException e) {
                closed = true; // the rest of the queue is still written
            } catch (RuntimeException e) {
                if (failedWrites.sum() == 0) { // one line, however many replies bring it about
                    log.error("event=mismatch-lost", e);
                }
                failedWrites.increment();
            }
            batch.forEach(mismatch -> queuedBytes.addAndGet(-mismatch.bytes()));
            batch.clear();
        }
    }

    /** Counts first: an exemplar's number must not be given again after a crash. */
    private void write(List<Mismatch> batch) {
        List<Kept> kept = new ArrayList<>();
        for (Mismatch mismatch : batch) {
            List<ClusterState> clusters = store.see(mismatch);
            List<ClusterState> wanting = clusters.stream()
                    .filter(cluster -> cluster.wants(mismatch.time(), rules.exemplars(), planned(kept, cluster)))
                    .toList();
            if (!wanting.isEmpty()) {
                kept.add(new Kept(wanting.getFirst().nextId(), wanting, mismatch));
            }
            if (mismatch.wronglyServed()) {
                counted(mismatch);
                list(redactor.wrongAnswer(
                        clusters.stream().map(ClusterState::key).toList(), mismatch));
            }
        }
        for (WrongAnswer next = alone.poll(); next != null; next = alone.poll()) {
            list(next);
        }
        long before = store.appended();
        boolean whole = attempt(store::writeCounts);
        for (Kept one : kept) {
            whole &= attempt(
                    () -> store.write(redactor.exemplar(one.id(), one.clusters(), one.mismatch()), one.clusters()));
        }
        whole &= attempt(this::writeWrongAnswers);
        if (whole && failing && store.appended() > before) {
            log.info("event=mismatch-journal-recovered directory={}", rules.directory());
            failing = false;
        }
    }

    private static long planned(List<Kept> kept, ClusterState cluster) {
        return kept.stream().filter(one -> one.clusters().contains(cluster)).count();
    }

    private record Kept(String id, List<ClusterState> clusters, Mismatch mismatch) {}

    private void list(WrongAnswer wrong) {
        unwritten.add(Records.bytes(wrong));
        if (unwritten.size() > MOST_UNWRITTEN) {
            unwritten.remove();
            unlisted.increment();
        }
    }

    private void writeWrongAnswers() throws IOException {
        while (!unwritten.isEmpty()) {
            store.write(unwritten.element());
            unwritten.remove();
        }
    }

    private interface Writing {
        void write() throws IOException;
    }

    private boolean attempt(Writing writing) {
        try {
            writing.write();
            return true;
        } catch (IOException e) {
            failedWrites.increment();
            if (!failing) {
                log.error("event=mismatch-journal-failing directory={}", rules.directory(), e);
                failing = true;
            }
            return false;
        }
    }

    @Override
    public List<Cluster> clusters() {
        return store.clusters();
    }

    @Override
    public Optional<Exemplar> find(String id) throws IOException {
        return store.find(id);
    }

    @Override
    public List<WrongAnswer> wrongAnswers(int limit) throws IOException {
        return store.wrongAnswers(limit);
    }

    /** Any thread, without I/O. */
    public JournalCounts counts() {
        Map<String, Long> wrong = new TreeMap<>();
        wrongAnswers.forEach((component, count) -> wrong.put(component, count.sum()));
        return new JournalCounts(
                dropped.sum(),
                failedWrites.sum(),
                failing,
                store.broken(),
                store.torn(),
                store.bytes(),
                wrong,
                unlisted.sum());
    }

    /** Writes what is queued, for at most five seconds. */
    @Override
    public void close() throws IOException {
        closed = true;
        try {
            writer.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!writer.isAlive()) {
            store.close();
        }
    }
}
