package io.belfry.spring.notifications;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.notifications.push.PushSubscriptions;
import io.belfry.spring.web.PageAnswer;
import io.belfry.spring.web.PageBody;
import io.belfry.spring.web.PageCall;
import io.belfry.spring.web.PageEndpoint;
import io.belfry.spring.web.PageEndpoints;

import java.util.List;
import java.util.Map;

/** What pages ask that want their user to be told while they are closed. Immutable. */
final class PushEndpoints implements PageEndpoints {
    private final PushSubscriptions subscriptions;
    private final String publicKey;
    private final String path;

    PushEndpoints(PushSubscriptions subscriptions, String publicKey, String path) {
        this.subscriptions = subscriptions;
        this.publicKey = publicKey;
        this.path = path;
    }

    @Override
    public List<PageEndpoint> all() {
        return List.of(
                PageEndpoint.of(GET, path + "/push-key", this::key),
                PageEndpoint.of(POST, path + "/push-subscriptions", this::add),
                PageEndpoint.of(DELETE, path + "/push-subscriptions", this::remove));
    }

    private PageAnswer key(ChannelUser user, PageCall call) {
        return PageAnswer.ok(Map.of("public_key", publicKey));
    }

    private PageAnswer add(ChannelUser user, PageCall call) {
        PageBody body = call.json();
        PageBody keys = body.object("keys");
        subscriptions.add(user.id(), body.text("endpoint"), keys.text("p256dh"), keys.text("auth"));
        return PageAnswer.nothing();
    }

    /** One that is not there, or somebody else's, is none afterwards either. */
    private PageAnswer remove(ChannelUser user, PageCall call) {
        subscriptions.remove(user.id(), call.json().text("endpoint"));
        return PageAnswer.nothing();
    }
}
