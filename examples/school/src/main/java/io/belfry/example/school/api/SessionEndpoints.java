package io.belfry.example.school.api;

import io.belfry.example.school.people.Person;
import io.belfry.example.school.people.SignedIn;
import io.belfry.spring.LiveAddress;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a page asks first: who has signed in, and where it hears what is new. */
@RestController
class SessionEndpoints {
    private final LiveAddress live;

    SessionEndpoints(LiveAddress live) {
        this.live = live;
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
}
