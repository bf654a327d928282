package io.belfry.hub.webhook;

import io.belfry.protocol.ChannelName;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Lets every subscription_count of a small channel pass, and of a channel with more than {@value
 * #SMALL} subscriptions at most one in five seconds (Pusher Channels documentation, "Subscription
 * count"). What is held back is replaced by later counts and told when the time has come, so the
 * last count told is always right.
 *
 * <p>Confined to the webhook thread; not thread-safe.
 */
final class CountThrottle {
    /** Up to so many subscriptions every change is told. */
    static final int SMALL = 100;

    static final Duration PAUSE = Duration.ofSeconds(5);

    private final Map<ChannelName, Pause> pauses = new HashMap<>();
    private final Schedule schedule;
    private final Consumer<WebhookEvent> passed;

    private static final class Pause {
        private @Nullable WebhookEvent held;
    }

    /**
     * @param passed told of each count whose time has come
     */
    CountThrottle(Schedule schedule, Consumer<WebhookEvent> passed) {
        this.schedule = schedule;
        this.passed = passed;
    }

    /** Whether a count of this channel is held, which the next one will replace. */
    boolean holds(ChannelName channel) {
        Pause pause = pauses.get(channel);
        return pause != null && pause.held != null;
    }

    void offer(WebhookEvent event) {
        Pause pause = pauses.get(event.channel());
        if (event.subscriptions() <= SMALL) {
            if (pause != null) {
                pause.held = null;
            }
            passed.accept(event);
        } else if (pause != null) {
            pause.held = event;
        } else {
            pass(event);
        }
    }

    /** Waits no longer: what is held is the last there will be. */
    void settle() {
        List<WebhookEvent> held =
                pauses.values().stream().map(pause -> pause.held).filter(Objects::nonNull).toList();
        pauses.clear();
        held.forEach(passed);
    }

    private void pass(WebhookEvent event) {
        pauses.put(event.channel(), new Pause());
        schedule.after(PAUSE, () -> over(event.channel()));
        passed.accept(event);
    }

    private void over(ChannelName channel) {
        Pause pause = pauses.remove(channel);
        if (pause != null && pause.held != null) {
            pass(pause.held);
        }
    }
}
