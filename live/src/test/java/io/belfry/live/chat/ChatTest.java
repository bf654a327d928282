package io.belfry.live.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.fields.FieldRefused;
import io.belfry.fields.Page;
import io.belfry.live.GivenApplication;
import io.belfry.live.StandingQueue;
import io.belfry.live.shared.UserNames;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.MovableClock;
import io.belfry.testkit.SeenMessage;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Conversations in real databases, told over a real hub. */
@Timeout(60)
class ChatTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    private static final UserNames NAMES = users -> Map.of("ada", "Ada", "bo", "Bo");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final MovableClock clock = MovableClock.at(Instant.parse("2026-11-27T12:00:00Z"));

    private Chat chat(GivenApplication application) {
        return new Chat(
                application.transactions(),
                application.broadcaster(),
                ChatSettings.defaults(),
                NAMES,
                clock);
    }

    private static HubClient page(Conversation conversation) {
        return given.client().subscribes("private-conversation." + conversation.id());
    }

    private static Message sent(Chat chat, String user, Conversation talk, String body) {
        String key = UUID.randomUUID().toString();
        return chat.send(user, talk.id(), body, key).orElseThrow().message();
    }

    private static JsonNode json(Object value) {
        return JSON.readTree(JSON.writeValueAsString(value));
    }

    @ParameterizedTest
    @EnumSource
    void what_one_says_the_others_hear_and_not_the_page_that_said_it(GivenDatabase database) {
        GivenApplication application = GivenApplication.over(given, database);
        Chat chat = chat(application);
        Conversation talk = chat.open("ada", List.of("bo"), null);
        HubClient ada = page(talk);
        HubClient bo = page(talk);
        application.isAskedBy(ada);

        Sent sent = chat.send("ada", talk.id(), "Are you\nthere? <b>", "k1").orElseThrow();

        SeenMessage seen = bo.sees("message-sent", "private-conversation." + talk.id());
        assertThat(seen.data())
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"conversation_id": "%s", "type": "sent", "data": {"id": "%s",
                                "conversation_id": "%s", "number": 1, "sender_id": "ada",
                                "body": "Are you\\nthere? <b>",
                                "created_at": "2026-11-27T12:00:00.000Z", "edited_at": null,
                                "deleted": false, "key": "k1"},
                                "timestamp": "2026-11-27T12:00:00.000Z"}
                                """
                                        .formatted(talk.id(), sent.message().id(), talk.id())));
        assertThat(sent.isNew()).isTrue();
        ada.seesNothingMore();
    }

    @ParameterizedTest
    @EnumSource
    void a_conversation_is_as_pages_get_it(GivenDatabase database) {
        Chat chat = chat(GivenApplication.over(given, database));

        Conversation talk = chat.open("bo", List.of("zoe", "ada", "bo"), "Lunch");

        assertThat(json(talk))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"id": "%s", "title": "Lunch", "participants": [
                                {"user_id": "ada", "name": "Ada", "delivered_up_to": 0,
                                 "read_up_to": 0},
                                {"user_id": "bo", "name": "Bo", "delivered_up_to": 0,
                                 "read_up_to": 0},
                                {"user_id": "zoe", "name": null, "delivered_up_to": 0,
                                 "read_up_to": 0}],
                                "last_message": null, "unread": 0,
                                "updated_at": "2026-11-27T12:00:00.000Z"}
                                """
                                        .formatted(talk.id())));
    }

    @ParameterizedTest
    @EnumSource
    void messages_of_many_at_once_are_numbered_without_a_gap(GivenDatabase database)
            throws Exception {
        Chat chat = chat(GivenApplication.over(given, database));
        Conversation talk = chat.open("ada", List.of("bo"), null);
        List<Callable<Long>> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String user = i % 2 == 0 ? "ada" : "bo";
            many.add(() -> sent(chat, user, talk, "Hello").number());
        }

        List<Long> numbers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Long> each : threads.invokeAll(many)) {
                numbers.add(each.get());
            }
        }

        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 40).boxed().toList());
        assertThat(chat.find("ada", talk.id()).orElseThrow().unread()).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void the_same_key_sends_once_and_answers_with_the_first(GivenDatabase database)
            throws Exception {
        Chat chat = chat(GivenApplication.over(given, database));
        Conversation talk = chat.open("ada", List.of("bo"), null);
        HubClient bo = page(talk);
        Callable<Sent> sending = () -> chat.send("ada", talk.id(), "Hello", "once").orElseThrow();

        List<Sent> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Sent> each :
                    threads.invokeAll(List.of(sending, sending, sending, sending))) {
                answers.add(each.get());
            }
        }

        assertThat(answers).extracting(Sent::message).containsOnly(answers.getFirst().message());
        assertThat(answers).filteredOn(Sent::isNew).hasSize(1);
        assertThat(chat.send("bo", talk.id(), "Hello", "once").orElseThrow().message().number())
                .as("the same key of another sender")
                .isEqualTo(2);
        assertThat(bo.sees("message-sent").data().at("/data/number").asLong()).isEqualTo(1);
        assertThat(bo.sees("message-sent").data().at("/data/number").asLong()).isEqualTo(2);
        bo.seesNothingMore();
    }

    @ParameterizedTest
    @EnumSource
    void a_rollback_takes_back_the_message_and_its_number_and_nobody_hears(GivenDatabase database) {
        GivenApplication application = GivenApplication.over(given, database);
        Chat chat = chat(application);
        Conversation talk = chat.open("ada", List.of("bo"), null);
        HubClient bo = page(talk);

        application.transactions().rollsBack(() -> sent(chat, "ada", talk, "Hello"));
        application
                .transactions()
                .commits(() -> {
                    sent(chat, "ada", talk, "Hello again");
                    bo.seesNothingMore();
                });

        SeenMessage seen = bo.sees("message-sent");
        assertThat(seen.data().at("/data/body").asString()).isEqualTo("Hello again");
        assertThat(seen.data().at("/data/number").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void to_everybody_else_the_conversation_does_not_exist(GivenDatabase database) {
        Chat chat = chat(GivenApplication.over(given, database));
        Conversation talk = chat.open("ada", List.of("bo"), null);
        Message message = sent(chat, "ada", talk, "Hello");
        HubClient bo = page(talk);

        assertThat(chat.find("eve", talk.id())).isEmpty();
        assertThat(chat.list("eve", null, 10).items()).isEmpty();
        assertThat(chat.messages("eve", talk.id(), null, 10)).isEmpty();
        assertThat(chat.send("eve", talk.id(), "Hello", "k")).isEmpty();
        assertThat(chat.edit("eve", talk.id(), message.id(), "Hi")).isEmpty();
        assertThat(chat.delete("eve", talk.id(), message.id())).isEmpty();
        assertThat(chat.delivered("eve", talk.id(), 1)).isEmpty();
        assertThat(chat.read("eve", talk.id(), 1)).isEmpty();
        assertThat(chat.typing("eve", talk.id(), true)).isFalse();
        assertThat(chat.mayJoin("eve", talk.id().toString())).isFalse();
        assertThat(chat.send("ada", UUID.randomUUID(), "Hello", "k")).isEmpty();
        bo.seesNothingMore();
    }

    @ParameterizedTest
    @EnumSource
    void the_channel_is_for_participants_by_its_id_as_it_is_told(GivenDatabase database) {
        Chat chat = chat(GivenApplication.over(given, database));
        String id = chat.open("ada", List.of("bo"), null).id().toString();

        assertThat(chat.mayJoin("bo", id)).isTrue();
        assertThat(List.of("", "5", "x", id.toUpperCase(Locale.ROOT) + "A", id + " "))
                .noneMatch(other -> chat.mayJoin("bo", other));
    }

    @ParameterizedTest
    @EnumSource
    void only_the_sender_edits_a_message_and_takes_it_back(GivenDatabase database) {
        Chat chat = chat(GivenApplication.over(given, database));
        Conversation talk = chat.open("ada", List.of("bo"), null);
        Message message = sent(chat, "ada", talk, "Helo");
        HubClient page = page(talk);
        clock.passes(Duration.ofMinutes(1));

        assertThat(chat.edit("bo", talk.id(), message.id(), "Hi")).isEmpty();
        assertThat(chat.delete("bo", talk.id(), message.id())).isEmpty();
        Message edited = chat.edit("ada", talk.id(), message.id(), "Hello").orElseThrow();
        chat.edit("ada", talk.id(), message.id(), "Hello");
        Message deleted = chat.delete("ada", talk.id(), message.id()).orElseThrow();
        chat.delete("ada", talk.id(), message.id());

        assertThat(edited.body()).isEqualTo("Hello");
        assertThat(edited.editedAt()).isEqualTo(Instant.parse("2026-11-27T12:01:00Z"));
        assertThat(deleted.body()).isEmpty();
        assertThat(deleted.deleted()).isTrue();
        assertThat(chat.edit("ada", talk.id(), message.id(), "Hello?")).isEmpty();
        assertThat(chat.messages("bo", talk.id(), null, 10).orElseThrow().items())
                .containsExactly(deleted);
        assertThat(page.sees("message-edited").data().path("data")).isEqualTo(json(edited));
        assertThat(page.sees("message-deleted").data().path("data")).isEqualTo(json(deleted));
        page.seesNothingMore();
    }

    @ParameterizedTest
    @EnumSource
    void receipts_only_grow_and_are_told_once(GivenDatabase database) {
        Chat chat = chat(GivenApplication.over(given, database));
        Conversation talk = chat.open("ada", List.of("bo"), null);
        IntStream.range(0, 3).forEach(i -> sent(chat, "ada", talk, "Hello"));
        HubClient ada = page(talk);

        chat.delivered("bo", talk.id(), 2);
        chat.delivered("bo", talk.id(), 1);
        chat.read("bo", talk.id(), 1);
        Conversation last = chat.read("bo", talk.id(), 99).orElseThrow();
        chat.delivered("bo", talk.id(), 3);

        assertThat(last.participants().get(1)).isEqualTo(new Participant("bo", "Bo", 3, 3));
        assertThat(ada.sees("message-delivered").data().path("data"))
                .isEqualTo(JSON.readTree("{\"user_id\": \"bo\", \"up_to\": 2}"));
        assertThat(ada.sees("message-read").data().at("/data/up_to").asLong()).isEqualTo(1);
        assertThat(ada.sees("message-read").data().at("/data/up_to").asLong()).isEqualTo(3);
        ada.seesNothingMore();
    }

    @ParameterizedTest
    @EnumSource
    void unread_is_what_others_have_said_since_and_not_taken_back(GivenDatabase database) {
        Chat chat = chat(GivenApplication.over(given, database));
        Conversation talk = chat.open("ada", List.of("bo"), null);
        sent(chat, "ada", talk, "1");
        sent(chat, "ada", talk, "2");
        sent(chat, "bo", talk, "3");
        Message fourth = sent(chat, "ada", talk, "4");

        assertThat(chat.find("bo", talk.id()).orElseThrow().unread()).isEqualTo(3);
        assertThat(chat.find("ada", talk.id()).orElseThrow().unread()).isEqualTo(1);
        assertThat(chat.read("bo", talk.id(), 1).orElseThrow().unread()).isEqualTo(2);
        chat.delete("ada", talk.id(), fourth.id());
        assertThat(chat.find("bo", talk.id()).orElseThrow().unread()).isEqualTo(1);
        assertThat(chat.read("bo", talk.id(), 4).orElseThrow().unread()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void messages_are_paged_backwards_by_their_numbers(GivenDatabase database) {
        Chat chat = chat(GivenApplication.over(given, database));
        Conversation talk = chat.open("ada", List.of("bo"), null);
        IntStream.rangeClosed(1, 5).forEach(i -> sent(chat, "ada", talk, "" + i));

        MessagePage first = chat.messages("bo", talk.id(), null, 2).orElseThrow();
        sent(chat, "ada", talk, "6");
        MessagePage second = chat.messages("bo", talk.id(), first.next(), 2).orElseThrow();
        MessagePage third = chat.messages("bo", talk.id(), second.next(), 2).orElseThrow();

        assertThat(first.items()).extracting(Message::body).containsExactly("5", "4");
        assertThat(second.items()).extracting(Message::body).containsExactly("3", "2");
        assertThat(third.items()).extracting(Message::body).containsExactly("1");
        assertThat(third.next()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void conversations_are_listed_by_what_was_said_last(GivenDatabase database) {
        Chat chat = chat(GivenApplication.over(given, database));
        List<Conversation> talks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            talks.add(chat.open("ada", List.of("bo"), "talk " + i));
            clock.passes(Duration.ofSeconds(i % 2));
        }
        clock.passes(Duration.ofSeconds(1));
        Message last = sent(chat, "bo", talks.get(1), "Hello");

        Page<Conversation> first = chat.list("ada", null, 2);
        Page<Conversation> second = chat.list("ada", first.next(), 2);
        Page<Conversation> third = chat.list("ada", second.next(), 2);

        assertThat(first.items().getFirst().title()).isEqualTo("talk 1");
        assertThat(first.items().getFirst().lastMessage()).isEqualTo(last);
        assertThat(first.items().getFirst().unread()).isEqualTo(1);
        List<Conversation> all = new ArrayList<>(first.items());
        all.addAll(second.items());
        all.addAll(third.items());
        assertThat(all)
                .extracting(Conversation::id)
                .containsExactlyInAnyOrderElementsOf(talks.stream().map(Conversation::id).toList());
        assertThat(third.next()).isNull();
        refuses("cursor", () -> chat.list("bo", first.next(), 2));
    }

    @ParameterizedTest
    @EnumSource
    void who_comes_later_has_nothing_unread_and_who_leaves_sees_nothing(GivenDatabase database) {
        Chat chat = chat(GivenApplication.over(given, database));
        Conversation talk = chat.open("ada", List.of("bo"), null);
        sent(chat, "ada", talk, "Hello");

        assertThat(chat.add(talk.id(), "cy")).isTrue();
        assertThat(chat.add(talk.id(), "cy")).isFalse();
        assertThat(chat.find("cy", talk.id()).orElseThrow().unread()).isZero();
        assertThat(chat.messages("cy", talk.id(), null, 10).orElseThrow().items()).hasSize(1);
        assertThat(chat.remove(talk.id(), "bo")).isTrue();
        assertThat(chat.remove(talk.id(), "bo")).isFalse();
        assertThat(chat.find("bo", talk.id())).isEmpty();
        assertThat(chat.mayJoin("bo", talk.id().toString())).isFalse();
        assertThat(chat.add(UUID.randomUUID(), "cy")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void the_longest_message_reaches_pages_by_its_beginning(GivenDatabase database) {
        Chat chat = chat(GivenApplication.over(given, database));
        Conversation talk = chat.open("ada", List.of("bo"), null);
        HubClient bo = page(talk);

        String longest = "😀".repeat(4_000);
        Message message = sent(chat, "ada", talk, longest);

        assertThat(message.body()).isEqualTo(longest);
        assertThat(chat.find("bo", talk.id()).orElseThrow().lastMessage()).isEqualTo(message);
        JsonNode told = bo.sees("message-sent").data().path("data");
        assertThat(told.path("body").asString()).isEqualTo("😀".repeat(2_000));
        assertThat(told.path("truncated").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void that_one_types_is_told_once_and_its_end_at_once(GivenDatabase database) {
        Chat chat = chat(GivenApplication.over(given, database));
        Conversation talk = chat.open("ada", List.of("bo"), null);
        HubClient bo = page(talk);

        chat.typing("ada", talk.id(), true);
        chat.typing("ada", talk.id(), true);
        chat.typing("ada", talk.id(), false);

        JsonNode told = bo.sees("typing").data();
        assertThat(told.path("type").asString()).isEqualTo("typing");
        assertThat(told.path("data"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"user_id": "ada", "name": "Ada", "typing": true, "expires_in": 6}
                                """));
        assertThat(bo.sees("typing").data().at("/data/typing").asBoolean()).isFalse();
        bo.seesNothingMore();
    }

    @ParameterizedTest
    @EnumSource
    void that_one_types_is_told_now_or_never_and_waits_in_no_queue(GivenDatabase database) {
        List<Publication> told = new ArrayList<>();
        List<Publication> waiting = new ArrayList<>();
        Chat chat =
                chat(
                        GivenApplication.of(
                                database,
                                Broadcaster.builder()
                                        .connection("hub", told::add)
                                        .queue(drivers -> new StandingQueue(waiting))));
        Conversation talk = chat.open("ada", List.of("bo"), null);

        chat.typing("ada", talk.id(), true);
        sent(chat, "ada", talk, "Hello");

        assertThat(told).extracting(Publication::name).containsExactly("typing");
        assertThat(waiting).extracting(Publication::name).containsExactly("message-sent");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_not_as_it_may_be_is_refused_by_its_field(GivenDatabase database) {
        Chat chat = chat(GivenApplication.over(given, database));
        UUID id = chat.open("ada", List.of("bo"), null).id();
        List<String> many = IntStream.range(0, 100).mapToObj(i -> "u" + i).toList();

        refuses("participants", () -> chat.open("ada", List.of("ada"), null));
        refuses("participants", () -> chat.open("ada", many, null));
        refuses("participants", () -> chat.open("ada", List.of("x".repeat(201)), null));
        refuses("title", () -> chat.open("ada", List.of("bo"), " "));
        refuses("title", () -> chat.open("ada", List.of("bo"), "x".repeat(201)));
        refuses("body", () -> chat.send("ada", id, "", "k"));
        refuses("body", () -> chat.send("ada", id, " \n ", "k"));
        refuses("body", () -> chat.send("ada", id, "x".repeat(4_001), "k"));
        refuses("body", () -> chat.send("ada", id, "a\0b", "k"));
        refuses("body", () -> chat.edit("ada", id, UUID.randomUUID(), "\uD83D"));
        refuses("key", () -> chat.send("ada", id, "Hello", ""));
        refuses("key", () -> chat.send("ada", id, "Hello", "a b"));
        refuses("key", () -> chat.send("ada", id, "Hello", "k".repeat(101)));
        refuses("up_to", () -> chat.read("ada", id, -1));
        refuses("limit", () -> chat.messages("ada", id, null, 101));
        refuses("limit", () -> chat.list("ada", null, 0));
        refuses("cursor", () -> chat.list("ada", "what?", 10));
        assertThat(chat.messages("ada", id, null, 10).orElseThrow().items()).isEmpty();
    }

    private static void refuses(String field, Runnable call) {
        assertThatExceptionOfType(FieldRefused.class)
                .isThrownBy(call::run)
                .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
    }
}
