package io.belfry.example.school.news;

import io.belfry.example.school.course.Course;
import io.belfry.example.school.people.Person;
import io.belfry.example.school.people.Role;
import io.belfry.live.feed.Activity;
import io.belfry.live.feed.ActivityFeed;
import io.belfry.live.feed.ActivityObject;
import io.belfry.live.feed.Actor;
import io.belfry.notifications.Notifier;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import java.util.List;
import java.util.Map;

/** Tells people what is new; within the transaction that made it so, if there is one. */
@Component
@Transactional
public class RealtimeService {
    /** The kind of groups that those are who take a course. */
    static final String CLASS = "class";

    private final Notifier notifier;
    private final ActivityFeed feed;

    RealtimeService(Notifier notifier, ActivityFeed feed) {
        this.notifier = notifier;
        this.feed = feed;
    }

    public void notifyUser(long user, SchoolNotification notification) {
        notifier.toUser(Long.toString(user), notification);
    }

    public void broadcastToRole(Role role, SchoolNotification notification) {
        notifier.toRole(role.name(), notification);
    }

    /** To all who take a course. */
    public void broadcastToClass(Course course, SchoolNotification notification) {
        notifier.toGroup(CLASS, Long.toString(course.id()), notification);
    }

    /** Writes it in the feed of a course. */
    public void happened(Course course, Person actor, String verb, String summary) {
        String id = Long.toString(course.id());
        feed.add(
                new Activity(
                        new Actor(actor.userId(), actor.name()),
                        verb,
                        new ActivityObject("course", id, course.title()),
                        summary,
                        Map.of()),
                List.of("course." + id));
    }
}
