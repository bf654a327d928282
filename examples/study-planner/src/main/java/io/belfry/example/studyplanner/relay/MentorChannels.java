package io.belfry.example.studyplanner.relay;

import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.rule.ChannelRule;
import io.belfry.broadcasting.rule.ChannelUser;

import org.springframework.stereotype.Component;

/** The channels: each mentor has one, which nobody else may listen to. */
@Component
class MentorChannels {
    static final String MENTOR = "mentor.{mentor}";

    static Channel of(long mentor) {
        return new PrivateChannel("mentor." + mentor);
    }

    @ChannelRule(MENTOR)
    boolean mayFollow(ChannelUser user, long mentor) {
        return user.hasRole("MENTOR") && user.id().equals(Long.toString(mentor));
    }
}
