package io.belfry.spring.live;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.fields.FieldRefused;
import io.belfry.fields.PlainText;
import io.belfry.live.presence.Presence;
import io.belfry.live.presence.Status;
import io.belfry.spring.web.PageAnswer;
import io.belfry.spring.web.PageBody;
import io.belfry.spring.web.PageCall;
import io.belfry.spring.web.PageEndpoint;
import io.belfry.spring.web.PageEndpoints;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What pages ask of who is there, and say of their own user. Immutable. */
final class PresenceEndpoints implements PageEndpoints {
    private final Presence presence;
    private final Watching watching;
    private final String path;

    PresenceEndpoints(Presence presence, Watching watching, String path) {
        this.presence = presence;
        this.watching = watching;
        this.path = path;
    }

    @Override
    public List<PageEndpoint> all() {
        return List.of(
                PageEndpoint.of(GET, path, this::find),
                PageEndpoint.of(GET, path + "/me", this::own),
                PageEndpoint.of(PUT, path + "/status", this::says),
                PageEndpoint.of(POST, path + "/online", this::online),
                PageEndpoint.of(POST, path + "/offline", this::offline));
    }

    private PageAnswer find(ChannelUser user, PageCall call) {
        Set<String> users = new LinkedHashSet<>(call.parameters("user"));
        if (users.isEmpty() || users.size() > Presence.MOST_USERS) {
            throw new FieldRefused(
                    "user",
                    "user names %d, must be 1 to %d".formatted(users.size(), Presence.MOST_USERS));
        }
        users.forEach(each -> PlainText.userId("user", each));
        return PageAnswer.ok(Map.of("users", presence.find(watching.visible(user, users))));
    }

    private PageAnswer own(ChannelUser user, PageCall call) {
        return PageAnswer.ok(presence.own(user.id()));
    }

    private PageAnswer says(ChannelUser user, PageCall call) {
        PageBody body = call.json();
        return PageAnswer.ok(
                presence.says(user.id(), Status.of(body.text("status")), body.textOrNull("text")));
    }

    private PageAnswer online(ChannelUser user, PageCall call) {
        int seconds =
                Math.clamp(call.json().number("seconds"), Integer.MIN_VALUE, Integer.MAX_VALUE);
        presence.online(user.id(), Duration.ofSeconds(seconds));
        return PageAnswer.nothing();
    }

    private PageAnswer offline(ChannelUser user, PageCall call) {
        presence.offline(user.id());
        return PageAnswer.nothing();
    }
}
