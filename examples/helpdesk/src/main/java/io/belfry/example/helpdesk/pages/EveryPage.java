package io.belfry.example.helpdesk.pages;

import io.belfry.example.helpdesk.people.Person;
import io.belfry.example.helpdesk.people.SignedIn;
import io.belfry.hub.Hub;
import io.belfry.spring.BelfryProperties;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

import java.net.URI;

/** What all pages know: who looks at them, and where they hear what is new. */
@ControllerAdvice
class EveryPage {
    private final BelfryProperties belfry;
    private final @Nullable Hub hub;

    EveryPage(BelfryProperties belfry, ObjectProvider<Hub> hub) {
        this.belfry = belfry;
        this.hub = hub.getIfAvailable();
    }

    /** Null for somebody who has not signed in. */
    @ModelAttribute("me")
    @Nullable Person me(@AuthenticationPrincipal @Nullable SignedIn me) {
        return me == null ? null : me.person();
    }

    /** Null when nothing is live. */
    @ModelAttribute("live")
    @Nullable Live live() {
        String key = String.valueOf(belfry.app().key());
        if (hub != null) {
            return new Live(key, null, hub.port(), false);
        }
        if (belfry.url() == null) {
            return null;
        }
        URI url = URI.create(belfry.url());
        boolean isSecure = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : isSecure ? 443 : 80;
        return new Live(key, url.getHost(), port, isSecure);
    }

    /**
     * What Echo needs.
     *
     * @param host null for the one that the page came from
     */
    record Live(String key, @Nullable String host, int port, boolean isSecure) {}
}
