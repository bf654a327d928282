package io.belfry.spring.broadcast;

import io.belfry.broadcasting.check.Announcement;

import java.util.List;

/** What is broadcast beside events, for the inspection at the start. */
@FunctionalInterface
public interface Announcements {
    List<Announcement> all();
}
