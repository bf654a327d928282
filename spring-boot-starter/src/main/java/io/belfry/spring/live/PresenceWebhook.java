package io.belfry.spring.live;

import static org.springframework.http.HttpMethod.POST;

import io.belfry.live.presence.PresenceSource;
import io.belfry.live.presence.PusherWebhook;
import io.belfry.protocol.AppKey;
import io.belfry.spring.web.PageAnswer;
import io.belfry.spring.web.PageCall;
import io.belfry.spring.web.PageEndpoint;
import io.belfry.spring.web.PageEndpoints;
import io.belfry.spring.web.PageProblem;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * Hears of sockets from a server elsewhere, which proves itself by its signature. What cannot be
 * written now is answered so that the server tries again. Immutable.
 */
final class PresenceWebhook implements PageEndpoints {
    private final PresenceSource source;
    private final AppKey key;
    private final String path;

    PresenceWebhook(PresenceSource source, AppKey key, String path) {
        this.source = source;
        this.key = key;
        this.path = path;
    }

    @Override
    public List<PageEndpoint> all() {
        return List.of(new PageEndpoint(POST, path, PusherWebhook.MOST_BYTES, this::hear));
    }

    private PageAnswer hear(PageCall call) {
        PusherWebhook webhook =
                PusherWebhook.read(
                                key,
                                header(call, "X-Pusher-Key"),
                                header(call, "X-Pusher-Signature"),
                                call.body())
                        .orElseThrow(PageProblem::unauthorized);
        source.hear(webhook);
        return PageAnswer.ok(Map.of());
    }

    private static String header(PageCall call, String name) {
        @Nullable String value = call.headers().apply(name);
        return value == null ? "" : value;
    }
}
