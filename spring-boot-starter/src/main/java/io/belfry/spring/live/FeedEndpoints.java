package io.belfry.spring.live;

import static org.springframework.http.HttpMethod.GET;

import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.live.feed.ActivityFeed;
import io.belfry.spring.web.PageAnswer;
import io.belfry.spring.web.PageCall;
import io.belfry.spring.web.PageEndpoint;
import io.belfry.spring.web.PageEndpoints;
import io.belfry.spring.web.PageProblem;

import java.util.List;

/** Lets those read a feed who may listen to its channel. Immutable. */
final class FeedEndpoints implements PageEndpoints {
    private static final int USUAL = 20;

    private final ActivityFeed feed;
    private final ChannelRules rules;
    private final String path;

    FeedEndpoints(ActivityFeed feed, ChannelRules rules, String path) {
        this.feed = feed;
        this.rules = rules;
        this.path = path;
    }

    @Override
    public List<PageEndpoint> all() {
        return List.of(PageEndpoint.of(GET, path + "/{audience}", this::page));
    }

    private PageAnswer page(ChannelUser user, PageCall call) {
        String audience = call.variable("audience");
        if (rules.channelFor(feed.channel(audience), call.users()) == null) {
            throw PageProblem.forbidden("no rule lets you read what is for this audience");
        }
        return PageAnswer.ok(feed.page(audience, call.parameter("cursor"), call.limit(USUAL)));
    }
}
