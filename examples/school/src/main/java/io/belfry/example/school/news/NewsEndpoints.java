package io.belfry.example.school.news;

import io.belfry.example.school.course.Access;
import io.belfry.example.school.course.Refusal;
import io.belfry.example.school.course.Text;
import io.belfry.example.school.people.Person;
import io.belfry.example.school.people.Role;
import io.belfry.example.school.people.SignedIn;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Notifications to many, from those who may: instructors to their class, administrators to all. */
@RestController
class NewsEndpoints {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_MESSAGE = 1_000;

    private final RealtimeService realtime;
    private final Access access;

    NewsEndpoints(RealtimeService realtime, Access access) {
        this.realtime = realtime;
        this.access = access;
    }

    /**
     * To whom, and what.
     *
     * @param role of those whom it is for; or else
     * @param courseId whose class it is for
     */
    record News(
            @Nullable Role role,
            @Nullable Long courseId,
            @Nullable String title,
            @Nullable String message) {}

    @PostMapping("/api/notifications/broadcast")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void broadcast(@AuthenticationPrincipal SignedIn me, @RequestBody News news) {
        Person sender = me.person();
        if (news.courseId() != null) {
            var course = access.keeper(sender, news.courseId());
            realtime.broadcastToClass(course, notification(news, "/#/courses/" + course.id()));
        } else if (sender.role() != Role.ADMIN) {
            throw new Refusal(Refusal.Kind.FORBIDDEN, "Only the administrator tells everybody.");
        } else if (news.role() == null) {
            throw new Refusal(Refusal.Kind.INVALID, "Say whom to tell: a role, or a course.");
        } else {
            realtime.broadcastToRole(news.role(), notification(news, "/#/"));
        }
    }

    private static SchoolNotification notification(News news, String url) {
        return new SchoolNotification(
                Text.line("The title", news.title(), LONGEST_TITLE),
                Text.line("The message", news.message(), LONGEST_MESSAGE),
                url);
    }
}
