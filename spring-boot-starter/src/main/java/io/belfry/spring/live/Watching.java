package io.belfry.spring.live;

import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.spring.PresenceVisibility;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who may watch whom: by channel and by asking, the same. Immutable. */
final class Watching {
    private final PresenceVisibility visibility;

    Watching(PresenceVisibility visibility) {
        this.visibility = visibility;
    }

    boolean may(ChannelUser watcher, String user) {
        return !visible(watcher, List.of(user)).isEmpty();
    }

    /** Those of some users whom another may watch, in the same order. */
    List<String> visible(ChannelUser watcher, Collection<String> users) {
        List<String> others = users.stream().filter(each -> !each.equals(watcher.id())).toList();
        Set<String> visible =
                others.isEmpty() ? Set.of() : new HashSet<>(visibility.visible(watcher, others));
        return users.stream()
                .filter(each -> each.equals(watcher.id()) || visible.contains(each))
                .toList();
    }
}
