package io.belfry.spring.live;

import static org.springframework.http.HttpMethod.GET;

import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.live.refresh.LiveRefresh;
import io.belfry.spring.web.PageAnswer;
import io.belfry.spring.web.PageCall;
import io.belfry.spring.web.PageEndpoint;
import io.belfry.spring.web.PageEndpoints;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Answers pages that want to know what they have missed. Immutable. */
final class LiveRefreshEndpoints implements PageEndpoints {
    private final LiveRefresh refresh;
    private final LiveRefreshProperties properties;

    LiveRefreshEndpoints(LiveRefresh refresh, LiveRefreshProperties properties) {
        this.refresh = refresh;
        this.properties = properties;
    }

    @Override
    public List<PageEndpoint> all() {
        return List.of(PageEndpoint.of(GET, properties.path() + "/versions", this::versions));
    }

    private PageAnswer versions(ChannelUser user, PageCall call) {
        Map<String, SortedMap<String, Long>> versions = new LinkedHashMap<>();
        versions.put("contexts", refresh.versions(user.id()));
        if (user.hasRole(properties.adminRole())) {
            versions.put("admin", refresh.adminVersions());
        }
        return PageAnswer.ok(versions);
    }
}
