package io.belfry.spring.live;

import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.live.refresh.LiveRefresh;
import io.belfry.spring.web.Principals;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** Answers pages that want to know what they have missed. May block. */
@RestController
class LiveRefreshController {
    private final LiveRefresh refresh;
    private final Principals principals;
    private final String adminRole;

    LiveRefreshController(LiveRefresh refresh, Principals principals, String adminRole) {
        this.refresh = refresh;
        this.principals = principals;
        this.adminRole = adminRole;
    }

    @GetMapping("${belfry.live-refresh.path:/live-refresh}/versions")
    ResponseEntity<Map<String, SortedMap<String, Long>>> versions(@Nullable Principal principal) {
        ChannelUser user = principal == null ? null : principals.user(principal);
        if (user == null) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        Map<String, SortedMap<String, Long>> versions = new LinkedHashMap<>();
        versions.put("contexts", refresh.versions(user.id()));
        if (user.hasRole(adminRole)) {
            versions.put("admin", refresh.adminVersions());
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(versions);
    }
}
