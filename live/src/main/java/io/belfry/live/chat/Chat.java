package io.belfry.live.chat;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.database.Database;
import io.belfry.fields.FieldRefused;
import io.belfry.fields.Page;
import io.belfry.fields.PlainText;
import io.belfry.fields.Timestamp;
import io.belfry.live.shared.TypingPace;
import io.belfry.live.shared.TypingSignal;
import io.belfry.live.shared.UserNames;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;

/**
 * Conversations of users:
 *
 * <pre>{@code
 * Conversation talk = chat.open("7", List.of("12"), null);
 * chat.send("7", talk.id(), "Are you there?", "k1");
 * }</pre>
 *
 * <p>Messages of a conversation are numbered 1, 2, 3 without a gap: whoever sends holds the
 * conversation's row up to the commit. What is done joins the transaction of the thread, and those
 * who listen to the conversation are told within it; of a rollback nobody hears. Without a
 * transaction they are told after it is stored. The connection that a request came with is left
 * out, as {@code toOthers()} does.
 *
 * <p>Participants only: to everybody else each method answers as if the conversation did not exist.
 * Whatever goes wrong in the database is thrown as a {@link org.jdbi.v3.core.JdbiException}.
 * Whoever typed last is remembered in memory.
 *
 * <p>Thread-safe.
 */
public final class Chat {
    private static final int LONGEST_TITLE = 200;
    private static final int MOST_TYPING = 10_000;

    private final Database database;
    private final Broadcaster broadcaster;
    private final ChatSettings settings;
    private final UserNames names;
    private final Clock clock;
    private final ChatEvents events;
    private final Conversations conversations;
    private final Messages messages;
    private final TypingPace pace;

    /**
     * @param broadcaster within the same transactions as the database
     * @param names of participants, asked whenever somebody looks
     */
    public Chat(
            Database database,
            Broadcaster broadcaster,
            ChatSettings settings,
            UserNames names,
            Clock clock) {
        this.database = database;
        this.broadcaster = broadcaster;
        this.settings = settings;
        this.names = names;
        this.clock = clock;
        this.events = new ChatEvents(broadcaster, settings, clock);
        this.conversations = new Conversations(names);
        this.messages = new Messages(clock);
        this.pace = new TypingPace(settings.typingEvery(), MOST_TYPING, System::nanoTime);
    }

    /**
     * Opens a conversation. Who may with whom is for the application to decide.
     *
     * @param user who opens it, and is in it
     * @param others who are in it too, 1 to 99
     * @param title 1 to 200 characters; null for none
     * @throws FieldRefused naming what is wrong
     */
    public Conversation open(String user, Collection<String> others, @Nullable String title) {
        SortedSet<String> all = Conversations.participants(user, others);
        PlainText.lineOrNull("title", title, LONGEST_TITLE);
        UUID id = UUID.randomUUID();
        return database.join(handle -> {
            ConversationTable.insert(handle, id, title, Timestamp.now(clock));
            ParticipantTable.insert(handle, id, all, 0);
            return find(handle, user, id).orElseThrow();
        });
    }

    /** A conversation as the user sees it. */
    public Optional<Conversation> find(String user, UUID id) {
        return database.join(handle -> find(handle, user, id));
    }

    private Optional<Conversation> find(Handle handle, String user, UUID id) {
        return ConversationTable.find(handle, user, id)
                .map(row -> conversations.complete(handle, List.of(row)).getFirst());
    }

    /**
     * The conversations of a user, that in which something was said last first.
     *
     * @param cursor of the page before; null for the first
     * @param limit 1 to 100
     * @throws FieldRefused when either is none
     */
    public Page<Conversation> list(String user, @Nullable String cursor, int limit) {
        Page.limit(limit);
        return database.join(handle -> conversations.list(handle, user, cursor, limit));
    }

    /**
     * Lets another user in, who sees all that was said before and has none of it unread. Who may is
     * for the application to decide.
     *
     * @return false when there is no such conversation, or the user is in it already
     * @throws FieldRefused when that is no user's id, or there are 100 participants
     */
    public boolean add(UUID id, String user) {
        PlainText.userId("user_id", user);
        return database.join(handle -> {
            Optional<Long> sent = ConversationTable.lock(handle, id);
            if (sent.isEmpty() || ParticipantTable.has(handle, id, user)) {
                return false;
            }
            Conversations.requireRoom(ParticipantTable.of(handle, List.of(id)).size() + 1);
            ParticipantTable.insert(handle, id, List.of(user), sent.get());
            return true;
        });
    }

    /**
     * Takes a user out of a conversation, and ends the user's connections, as who listens is not
     * asked again. What the user has said stays.
     *
     * @return false when the user is not in it
     * @see Broadcaster#disconnect
     */
    public boolean remove(UUID id, String user) {
        boolean wasIn =
                database.join(handle ->
                        ConversationTable.lock(handle, id).isPresent()
                                && ParticipantTable.delete(handle, id, user));
        if (wasIn) {
            broadcaster.disconnect(user);
        }
        return wasIn;
    }

    /**
     * Whether a user may listen to the channel of a conversation, for the application's rule:
     *
     * <pre>{@code
     * .channel("conversation.{id}",
     *         (user, at) -> Decision.allowIf(chat.mayJoin(user.id(), at.text("id"))))
     * }</pre>
     *
     * @param id any text that stands there
     */
    public boolean mayJoin(String user, String id) {
        UUID conversation;
        try {
            conversation = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
        // Java understands shorter forms, under which nothing is told.
        return conversation.toString().equals(id)
                && database.join(handle -> ParticipantTable.has(handle, conversation, user));
    }

    /**
     * What was said in a conversation, the newest first.
     *
     * @param before only messages with smaller numbers; null for the newest of all
     * @param limit 1 to 100
     * @throws FieldRefused when the limit is none
     */
    public Optional<MessagePage> messages(String user, UUID id, @Nullable Long before, int limit) {
        Page.limit(limit);
        return database.join(handle -> Messages.page(handle, user, id, before, limit));
    }

    /**
     * Says something. The same key in the same conversation sends the user's message once, however
     * often it is tried, and is answered with the first one.
     *
     * @param body 1 to 4,000 characters, text only: pages show it as it is
     * @param key 1 to 100 characters of ASCII, no spaces, that the page made for this message
     * @throws FieldRefused naming what is wrong
     */
    public Optional<Sent> send(String user, UUID id, String body, String key) {
        Messages.body(body);
        Messages.key(key);
        Optional<Sent> sent = database.join(handle -> messages.send(handle, user, id, body, key));
        sent.filter(Sent::isNew).ifPresent(it -> events.tell(ChatEventType.SENT, it.message()));
        return sent;
    }

    /**
     * Gives a message of the user's own another body, unless it is deleted.
     *
     * @param body 1 to 4,000 characters
     * @throws FieldRefused naming what is wrong
     */
    public Optional<Message> edit(String user, UUID id, UUID message, String body) {
        Messages.body(body);
        return told(
                ChatEventType.EDITED,
                database.join(handle -> messages.edit(handle, user, id, message, body)));
    }

    /** Takes a message of the user's own back: its number stays, its body is gone. */
    public Optional<Message> delete(String user, UUID id, UUID message) {
        return told(
                ChatEventType.DELETED,
                database.join(handle -> messages.delete(handle, user, id, message)));
    }

    private Optional<Message> told(ChatEventType type, Optional<Messages.Changed> changed) {
        changed.filter(Messages.Changed::isNews).ifPresent(it -> events.tell(type, it.message()));
        return changed.map(Messages.Changed::message);
    }

    /**
     * Says that messages have reached a page of the user, up to a number. A smaller one than before
     * changes nothing, a larger one than there are stands for the last.
     *
     * @return how the conversation now is for the user
     * @throws FieldRefused when the number is below zero
     */
    public Optional<Conversation> delivered(String user, UUID id, long upTo) {
        return receipt(ChatEventType.DELIVERED, ParticipantTable::delivered, user, id, upTo);
    }

    /**
     * Says that the user has read messages, up to a number; they have reached a page then, too. A
     * smaller number than before changes nothing, a larger one than there are stands for the last.
     *
     * @return how the conversation now is for the user
     * @throws FieldRefused when the number is below zero
     */
    public Optional<Conversation> read(String user, UUID id, long upTo) {
        return receipt(ChatEventType.READ, ParticipantTable::read, user, id, upTo);
    }

    @FunctionalInterface
    private interface Raising {
        boolean raise(Handle handle, UUID conversation, String user, long upTo);
    }

    private Optional<Conversation> receipt(
            ChatEventType type, Raising raising, String user, UUID id, long upTo) {
        if (upTo < 0) {
            throw new FieldRefused("up_to", "up_to is " + upTo + ", must be at least 0");
        }
        Optional<Long> news =
                database.join(handle ->
                        ConversationTable.find(handle, user, id)
                                .map(row -> Math.min(upTo, row.messages()))
                                .filter(number -> raising.raise(handle, id, user, number)));
        news.ifPresent(number -> events.tell(id, type, new Receipt(user, number)));
        return find(user, id);
    }

    /**
     * Tells the others that the user is typing, or no longer is; as often as the settings say.
     *
     * @return false when there is no such conversation
     */
    public boolean typing(String user, UUID id, boolean typing) {
        if (!mayJoin(user, id.toString())) {
            return false;
        }
        if (pace.passes(user, id.toString(), typing)) {
            String name = names.of(List.of(user)).get(user);
            events.tell(
                    id,
                    ChatEventType.TYPING,
                    new TypingSignal(user, name, typing, settings.typingExpires().toSeconds()));
        }
        return true;
    }
}
