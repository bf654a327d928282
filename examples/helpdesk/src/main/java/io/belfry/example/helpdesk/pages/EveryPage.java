package io.belfry.example.helpdesk.pages;

import io.belfry.example.helpdesk.people.Person;
import io.belfry.example.helpdesk.people.SignedIn;
import io.belfry.spring.LiveAddress;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What all pages know: who looks at them, and where they hear what is new. */
@ControllerAdvice
class EveryPage {
    private final LiveAddress live;

    EveryPage(LiveAddress live) {
        this.live = live;
    }

    /** Null for somebody who has not signed in. */
    @ModelAttribute("me")
    @Nullable Person me(@AuthenticationPrincipal @Nullable SignedIn me) {
        return me == null ? null : me.person();
    }

    /** Null when nothing is live. */
    @ModelAttribute("live")
    LiveAddress.@Nullable Hub live() {
        return live.hub();
    }
}
