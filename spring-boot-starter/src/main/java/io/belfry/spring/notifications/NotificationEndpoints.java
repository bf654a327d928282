package io.belfry.spring.notifications;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.notifications.Notifier;
import io.belfry.notifications.bell.Bell;
import io.belfry.notifications.bell.BellFilter;
import io.belfry.notifications.bell.BellQuery;
import io.belfry.notifications.content.Mark;
import io.belfry.notifications.preference.UserPreferences;
import io.belfry.spring.web.PageAnswer;
import io.belfry.spring.web.PageBody;
import io.belfry.spring.web.PageCall;
import io.belfry.spring.web.PageEndpoint;
import io.belfry.spring.web.PageEndpoints;
import io.belfry.spring.web.PageProblem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What pages ask of a user's bell, and of what the user wants to hear of. Immutable. */
final class NotificationEndpoints implements PageEndpoints {
    private static final Map<String, Mark> MARKS =
            Map.of(
                    "read", Mark.READ,
                    "unread", Mark.UNREAD,
                    "seen", Mark.SEEN,
                    "archive", Mark.ARCHIVED,
                    "unarchive", Mark.UNARCHIVED);

    private static final Map<String, Mark> MARKS_OF_ALL =
            Map.of("read", Mark.READ, "seen", Mark.SEEN, "archive", Mark.ARCHIVED);

    private final Notifier notifier;
    private final Bell bell;
    private final String path;

    NotificationEndpoints(Notifier notifier, String path) {
        this.notifier = notifier;
        this.bell = notifier.bell();
        this.path = path;
    }

    @Override
    public List<PageEndpoint> all() {
        List<PageEndpoint> all = new ArrayList<>();
        all.add(PageEndpoint.of(GET, path, this::list));
        all.add(PageEndpoint.of(DELETE, path, this::deleteAll));
        all.add(PageEndpoint.of(GET, path + "/count", this::count));
        all.add(PageEndpoint.of(GET, path + "/preferences", this::preferences));
        all.add(PageEndpoint.of(PUT, path + "/preferences", this::setPreferences));
        all.add(PageEndpoint.of(POST, path + "/delivered", this::delivered));
        all.add(PageEndpoint.of(DELETE, path + "/{id}", this::delete));
        MARKS.forEach((word, mark) ->
                all.add(
                        PageEndpoint.of(
                                POST,
                                path + "/{id}/" + word,
                                (user, call) -> mark(user, call, mark))));
        MARKS_OF_ALL.forEach((word, mark) ->
                all.add(
                        PageEndpoint.of(
                                POST,
                                path + "/" + word,
                                (user, call) -> markAll(user, call, mark))));
        return all;
    }

    private PageAnswer list(ChannelUser user, PageCall call) {
        String filter = call.parameter("filter");
        return PageAnswer.ok(
                bell.list(
                        user.id(),
                        new BellQuery(
                                call.limit(BellQuery.USUAL),
                                call.parameter("cursor"),
                                filter == null ? BellFilter.ALL : BellFilter.of(filter))));
    }

    private PageAnswer count(ChannelUser user, PageCall call) {
        return PageAnswer.ok(bell.count(user.id()));
    }

    private PageAnswer mark(ChannelUser user, PageCall call, Mark mark) {
        return found(bell.mark(user.id(), call.id("id"), mark, call.socketId()));
    }

    private PageAnswer markAll(ChannelUser user, PageCall call, Mark mark) {
        return found(bell.markAll(user.id(), mark, call.json().idOrNull("up_to"), call.socketId()));
    }

    private PageAnswer delivered(ChannelUser user, PageCall call) {
        PageBody body = call.json();
        notifier.deliveries().delivered(user.id(), body.ids("ids"), body.flag("visible"));
        return PageAnswer.nothing();
    }

    private PageAnswer delete(ChannelUser user, PageCall call) {
        return found(bell.delete(user.id(), call.id("id"), call.socketId()));
    }

    private PageAnswer deleteAll(ChannelUser user, PageCall call) {
        return found(bell.deleteAll(user.id(), call.parameterId("up_to"), call.socketId()));
    }

    private PageAnswer preferences(ChannelUser user, PageCall call) {
        return PageAnswer.ok(notifier.preferences().of(user.id()));
    }

    private PageAnswer setPreferences(ChannelUser user, PageCall call) {
        return PageAnswer.ok(
                notifier.preferences().set(user.id(), call.json().as(UserPreferences.class)));
    }

    private static PageAnswer found(Optional<?> what) {
        return PageAnswer.ok(what.orElseThrow(PageProblem::notFound));
    }
}
