package io.belfry.database;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * All that one transaction has gathered, for those who implement {@link Database}: they keep one of
 * these with each transaction, tell it of savepoints, and let it {@link #work()} right before the
 * commit.
 *
 * <p>Confined to the thread of the transaction; not thread-safe.
 */
public final class Gatherings {
    private final Map<BeforeCommit<?>, Gathered<?>> gathered = new IdentityHashMap<>();
    private final Map<Object, Integer> savepoints = new IdentityHashMap<>();

    /** How many savepoints, and ways back to them, there were. */
    private int stage;

    /** What was gathered for one work: by stages, as there may be a way back. */
    private static final class Gathered<T> {
        private final BeforeCommit<T> work;
        private final Deque<Part<T>> parts = new ArrayDeque<>();

        Gathered(BeforeCommit<T> work) {
            this.work = work;
        }

        void add(T more, int stage) {
            Part<T> last = parts.peekLast();
            if (last == null || last.stage() != stage) {
                parts.addLast(new Part<>(more, stage));
            } else {
                T both = work.merge(last.what(), more);
                parts.removeLast();
                parts.addLast(new Part<>(both, stage));
            }
        }

        void forget(int fromStage) {
            parts.removeIf(part -> part.stage() >= fromStage);
        }

        void work() {
            parts.stream().map(Part::what).reduce(work::merge).ifPresent(work::accept);
        }
    }

    private record Part<T>(T what, int stage) {}

    /**
     * Puts something to the rest.
     *
     * @see Database#gather
     */
    @SuppressWarnings("unchecked") // what is kept for a work was gathered for it
    public <T> void add(T more, BeforeCommit<T> work) {
        ((Gathered<T>) gathered.computeIfAbsent(work, Gathered::new)).add(more, stage);
    }

    /** There is a savepoint now. */
    public void savepoint(Object savepoint) {
        stage++;
        savepoints.put(savepoint, stage);
    }

    /** The transaction was rolled back to a savepoint; to one that nobody told of: to the start. */
    public void rolledBackTo(Object savepoint) {
        int known = savepoints.getOrDefault(savepoint, 0);
        gathered.values().forEach(each -> each.forget(known));
        stage++;
    }

    /**
     * Does all work that there is, in the order of the parts' names, and forgets what it was about.
     * What is gathered meanwhile is worked with too.
     */
    public void work() {
        for (Gathered<?> next = next(); next != null; next = next()) {
            gathered.remove(next.work);
            next.work();
        }
    }

    private @Nullable Gathered<?> next() {
        return gathered.values().stream()
                .min(Comparator.comparing(each -> each.work.part()))
                .orElse(null);
    }
}
