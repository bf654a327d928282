package io.belfry.example.school.lesson;

import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.PrivateChannel;

import java.util.List;

/**
 * The instructor lets nobody see a question: told to whoever has asked it, on the channel of their
 * notifications.
 */
@BroadcastName("QuestionRejected")
@BroadcastOn("user.{user*}")
record QuestionRejected(long lessonId, Questions.Question question) implements BroadcastEvent {

    @Override
    public List<Channel> channels() {
        return List.of(new PrivateChannel("user." + question.by().id()));
    }
}
