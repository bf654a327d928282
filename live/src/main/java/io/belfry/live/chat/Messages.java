package io.belfry.live.chat;

import io.belfry.fields.FieldRefused;
import io.belfry.fields.PlainText;
import io.belfry.fields.Timestamp;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What is done with messages, within a transaction. Each answers empty where the user may not do
 * it. Thread-safe: holds no state.
 */
final class Messages {
    private static final int LONGEST_BODY = 4_000;
    private static final Pattern KEY = Pattern.compile("[!-~]{1,100}");

    private final Clock clock;

    Messages(Clock clock) {
        this.clock = clock;
    }

    /** A message that has changed, or not: then nobody needs to be told. */
    record Changed(Message message, boolean isNews) {}

    static String body(String body) {
        return PlainText.lines("body", body, LONGEST_BODY);
    }

    static String key(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new FieldRefused(
                    "key", "key must have 1 to 100 characters of ASCII that are no spaces");
        }
        return key;
    }

    Optional<Sent> send(Handle handle, String user, UUID conversation, String body, String key) {
        Optional<Long> sent = ConversationTable.lock(handle, conversation);
        if (sent.isEmpty() || !ParticipantTable.has(handle, conversation, user)) {
            return Optional.empty();
        }
        Optional<Message> before = MessageTable.byKey(handle, conversation, user, key);
        if (before.isPresent()) {
            return before.map(first -> new Sent(first, false));
        }
        Instant now = Timestamp.now(clock);
        long number = sent.get() + 1;
        Message message =
                new Message(
                        UUID.randomUUID(),
                        conversation,
                        number,
                        user,
                        body,
                        now,
                        null,
                        false,
                        key,
                        false);
        MessageTable.insert(handle, message);
        ConversationTable.update(handle, conversation, number, now);
        return Optional.of(new Sent(message, true));
    }

    Optional<Changed> edit(Handle handle, String user, UUID conversation, UUID id, String body) {
        return own(handle, user, conversation, id)
                .filter(message -> !message.deleted())
                .map(message -> {
                    boolean isNews = !message.body().equals(body);
                    if (isNews) {
                        MessageTable.edit(handle, id, body, Timestamp.now(clock));
                    }
                    return isNews;
                })
                .flatMap(isNews -> changed(handle, user, conversation, id, isNews));
    }

    Optional<Changed> delete(Handle handle, String user, UUID conversation, UUID id) {
        return own(handle, user, conversation, id)
                .map(message -> {
                    if (!message.deleted()) {
                        MessageTable.delete(handle, id, Timestamp.now(clock));
                    }
                    return !message.deleted();
                })
                .flatMap(isNews -> changed(handle, user, conversation, id, isNews));
    }

    private static Optional<Message> own(Handle handle, String user, UUID conversation, UUID id) {
        return ParticipantTable.has(handle, conversation, user)
                ? MessageTable.own(handle, conversation, user, id)
                : Optional.empty();
    }

    private static Optional<Changed> changed(
            Handle handle, String user, UUID conversation, UUID id, boolean isNews) {
        return MessageTable.own(handle, conversation, user, id)
                .map(message -> new Changed(message, isNews));
    }

    static Optional<MessagePage> page(
            Handle handle, String user, UUID conversation, @Nullable Long before, int limit) {
        if (!ParticipantTable.has(handle, conversation, user)) {
            return Optional.empty();
        }
        long from = before == null ? Long.MAX_VALUE : before;
        List<Message> found = MessageTable.before(handle, conversation, from, limit + 1);
        List<Message> items = found.subList(0, Math.min(limit, found.size()));
        boolean hasMore = found.size() > limit;
        return Optional.of(new MessagePage(items, hasMore ? items.getLast().number() : null));
    }
}
