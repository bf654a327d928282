package io.belfry.hub.webhook;

import io.belfry.hub.event.HubEvent.WebhookCalled.Outcome;
import io.belfry.hub.settings.WebhookSettings;
import io.belfry.protocol.ChannelName;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Carries the events of one endpoint to it: makes calls of them and tries each again until it is
 * answered with a 2xx or its time is over. No more than {@value #AT_ONCE} are under way at once.
 *
 * <p>What a failing call holds up is the channels that it speaks of (one, without batching), whose
 * later events wait in order; that ends because every call is given up in the end. It does not hold
 * up the endpoint: while a call rests before its next try it counts as nothing, and channels in
 * trouble get no more than {@value #TROUBLED_AT_ONCE} of the calls, so that the others always find
 * a free one, even when every call in trouble lasts until its time limit.
 *
 * <p>An event may arrive more than once: a call that was answered too late is made again.
 *
 * <p>Confined to the webhook thread; not thread-safe.
 */
final class Deliveries {
    static final int AT_ONCE = 8;
    static final int TROUBLED_AT_ONCE = AT_ONCE / 2;

    private final Lanes lanes = new Lanes();
    private final Queue<Call> dueAgain = new ArrayDeque<>();
    private final Map<Call, Schedule.Timer> resting = new LinkedHashMap<>();
    private final Map<Call, CompletableFuture<?>> underWay = new HashMap<>();
    private final Supplier<@Nullable Target> target;
    private final Schedule schedule;
    private final Courier courier;
    private final Progress progress;
    private Schedule.@Nullable Timer gathering;
    private boolean hurrying;

    /** What becomes of calls. */
    interface Progress {
        /**
         * A try has ended.
         *
         * @param trouble what went wrong, null when nothing did
         * @param events how many events need no more care, because they were delivered or given up
         */
        void tried(Outcome outcome, @Nullable String trouble, int events);

        /** The endpoint is no longer in the settings. */
        void gone();
    }

    /**
     * @param target where calls go, as the settings have it now; null when they have it no more
     */
    Deliveries(
            Supplier<@Nullable Target> target,
            Schedule schedule,
            Courier courier,
            Progress progress) {
        this.target = target;
        this.schedule = schedule;
        this.courier = courier;
        this.progress = progress;
    }

    void add(WebhookEvent event) {
        lanes.add(event, schedule.millis(), schedule.nanos());
        move();
    }

    /** How many events of the channel wait behind one that failed. */
    int heldUp(ChannelName channel) {
        return lanes.heldUp(channel);
    }

    /** From now on everything is tried at once and only once. */
    void hurry() {
        hurrying = true;
        resting.forEach((call, timer) -> {
            timer.cancel();
            dueAgain.add(call);
        });
        resting.clear();
        move();
    }

    /** Ends all calls; nothing more goes out or is told. */
    void abandon() {
        resting.values().forEach(Schedule.Timer::cancel);
        resting.clear();
        dueAgain.clear();
        List<CompletableFuture<?>> answers = List.copyOf(underWay.values());
        underWay.clear();
        answers.forEach(answer -> answer.cancel(true));
    }

    private void move() {
        Target now = target.get();
        if (now == null) {
            progress.gone();
            return;
        }
        while (underWay.size() < AT_ONCE) {
            Call call = next(now.settings());
            if (call == null) {
                return;
            }
            make(call, now);
        }
    }

    private @Nullable Call next(WebhookSettings settings) {
        Call call = mayTakeTrouble() ? nextTroubled(settings) : null;
        if (call != null) {
            return call;
        }
        if (lanes.calm().ready() == 0 || awaitsMore(settings)) {
            return null;
        }
        return new Call(lanes.calm().take(mostInOne(settings)), false);
    }

    private boolean mayTakeTrouble() {
        return underWay.keySet().stream().filter(Call::troubled).count() < TROUBLED_AT_ONCE;
    }

    private @Nullable Call nextTroubled(WebhookSettings settings) {
        Call again = dueAgain.poll();
        if (again != null || lanes.troubled().ready() == 0) {
            return again;
        }
        return new Call(lanes.troubled().take(mostInOne(settings)), true);
    }

    private static int mostInOne(WebhookSettings settings) {
        return settings.batch() ? settings.maxBatchSize() : 1;
    }

    /** Whether a batch is being gathered that more events may still join. */
    private boolean awaitsMore(WebhookSettings settings) {
        if (!settings.batch() || hurrying || lanes.calm().ready() >= settings.maxBatchSize()) {
            return false;
        }
        long age = schedule.nanos() - lanes.calm().oldestNanos();
        Duration left = settings.batchDelay().minusNanos(age);
        if (!left.isPositive()) {
            return false;
        }
        if (gathering == null) {
            gathering = schedule.after(left, this::gathered);
        }
        return true;
    }

    private void gathered() {
        gathering = null;
        move();
    }

    private void make(Call call, Target to) {
        CompletableFuture<HttpResponse<Void>> answer =
                courier.post(
                        to.settings().url(),
                        call.body(),
                        to.app().keys().getFirst(),
                        to.settings().headers());
        underWay.put(call, answer);
        // Not the time limit of the JDK's request: that one ends with the head of the answer, and
        // a body that never ends would hold the call for ever.
        Schedule.Timer limit = schedule.after(to.settings().timeout(), () -> answer.cancel(true));
        var unused =
                answer.whenComplete((response, failure) -> {
                    limit.cancel();
                    schedule.execute(() -> ended(call, Trouble.of(response, failure)));
                });
    }

    private void ended(Call call, @Nullable String trouble) {
        if (underWay.remove(call) == null) {
            return; // Abandoned meanwhile.
        }
        if (trouble == null) {
            over(call, Outcome.DELIVERED, null);
        } else {
            failed(call, trouble);
        }
        move();
    }

    private void failed(Call call, String trouble) {
        Target now = target.get();
        Duration retryFor = now == null ? Duration.ZERO : now.settings().retryFor();
        Duration left = call.left(retryFor, schedule.nanos());
        if (hurrying || !left.isPositive()) {
            over(call, Outcome.GIVEN_UP, trouble);
            return;
        }
        // The last try is made when the time is over, not up to a minute before.
        Duration backoff = Backoff.after(call.failed(), RandomGenerator.getDefault());
        lanes.failing(call.channels());
        resting.put(
                call,
                schedule.after(backoff.compareTo(left) < 0 ? backoff : left, () -> again(call)));
        progress.tried(Outcome.RETRIED, trouble, 0);
    }

    private void again(Call call) {
        resting.remove(call);
        dueAgain.add(call);
        move();
    }

    private void over(Call call, Outcome outcome, @Nullable String trouble) {
        lanes.reopen(call.channels(), outcome == Outcome.DELIVERED);
        progress.tried(outcome, trouble, call.events());
    }
}
