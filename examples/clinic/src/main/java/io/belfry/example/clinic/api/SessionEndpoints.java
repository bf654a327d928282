package io.belfry.example.clinic.api;

import io.belfry.example.clinic.live.Announcements;
import io.belfry.example.clinic.people.Person;
import io.belfry.example.clinic.people.SignedIn;
import io.belfry.spring.LiveAddress;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a page asks first: who has signed in, and where it hears what is new. */
@RestController
class SessionEndpoints {
    private final LiveAddress live;
    private final Announcements announcements;

    SessionEndpoints(LiveAddress live, Announcements announcements) {
        this.live = live;
        this.announcements = announcements;
    }

    /**
     * @param user null when nobody has
     * @param live null when nothing is
     */
    record Session(@Nullable Person user, LiveAddress.@Nullable Hub live) {}

    @GetMapping("/api/session")
    Session session(@AuthenticationPrincipal @Nullable SignedIn me) {
        return new Session(me == null ? null : me.person(), live.hub());
    }

    @PostMapping("/api/test-notification")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void test(@AuthenticationPrincipal SignedIn me) {
        announcements.test(me.person());
    }
}
