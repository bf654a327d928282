package io.belfry.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.protocol.AppKey;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ClientCommand;
import io.belfry.protocol.CommandReader;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.EventRequest;
import io.belfry.protocol.Member;
import io.belfry.protocol.ServerMessage;
import io.belfry.protocol.ServerMessage.ErrorForm;
import io.belfry.protocol.SignedText;
import io.belfry.protocol.SocketId;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of the reference pages are what the hub really says and understands. */
class ReferencePagesTest {
    private static final Path REFERENCE = Path.of("../docs/reference");
    private static final Pattern EXAMPLES = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private static final AppKey KEY = new AppKey("belfry-key", "belfry-secret");
    private static final SocketId SOCKET = new SocketId("123.456");
    private static final ChannelName NEWS = new ChannelName("news");
    private static final ChannelName ORDERS = new ChannelName("private-orders.9");
    private static final ChannelName ROOM = new ChannelName("presence-room.1");
    private static final Member ADA = new Member("42", "{\"name\":\"Ada\"}");
    private static final String USER = "{\"id\":\"42\",\"watchlist\":[\"7\",\"8\"]}";

    /** What the page of the wire shows of the hub, in the order of the page. */
    private static final List<ServerMessage> SAID =
            List.of(
                    new ServerMessage.ConnectionEstablished(SOCKET, 30),
                    new ServerMessage.Ping(),
                    new ServerMessage.Pong(),
                    new ServerMessage.SubscriptionSucceeded(NEWS),
                    new ServerMessage.PresenceSucceeded(ROOM, List.of(ADA, new Member("7", "{}"))),
                    new ServerMessage.CacheMiss(new ChannelName("cache-price")),
                    new ServerMessage.SubscriptionError(
                            "private-orders.9",
                            "AuthError",
                            "The connection is unauthorized.",
                            401),
                    new ServerMessage.Problem(
                            ErrorCode.UNAUTHORIZED,
                            "The connection is unauthorized.",
                            ErrorForm.OBJECT),
                    new ServerMessage.ChannelEvent(
                            "App\\Events\\OrderShipped", new ChannelName("orders.7"), "{\"id\":7}"),
                    new ServerMessage.ChannelEvent(
                            "receipt", ChannelName.ofUser("42"), "{\"msg\":5}"),
                    new ServerMessage.ChannelEvent(
                            "sealed",
                            new ChannelName("private-encrypted-vault"),
                            "{\"nonce\":\"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB\","
                                    + "\"ciphertext\":\"1eUYq1oYsDqv1SSgZ4k4c0Z1hNHIcTM=\"}"),
                    new ServerMessage.RelayedClientEvent(
                            "client-typing", ROOM, "{\"on\":true}", "42"),
                    new ServerMessage.RelayedClientEvent(
                            "client-typing",
                            new ChannelName("private-chat.1"),
                            "{\"on\":true}",
                            null),
                    new ServerMessage.MemberAdded(ROOM, new Member("9", "{\"name\":\"Cy\"}")),
                    new ServerMessage.MemberRemoved(ROOM, "9"),
                    new ServerMessage.SubscriptionCount(NEWS, 17),
                    new ServerMessage.SigninSuccess(USER),
                    new ServerMessage.WatchlistEvents(List.of("7"), List.of("8")),
                    new ServerMessage.Problem(
                            ErrorCode.CLIENT_EVENT_REJECTED,
                            "Rate limit exceeded",
                            ErrorForm.OBJECT));

    @Test
    void the_page_of_the_wire_shows_everything_that_a_hub_says() throws IOException {
        assertThat(SAID)
                .extracting(ServerMessage::getClass)
                .map(Class.class::cast)
                .containsAll(List.of(ServerMessage.class.getPermittedSubclasses()));
        assertThat(parsed(examples("wire.md")))
                .containsAll(parsed(SAID.stream().map(ServerMessage::json).toList()));
    }

    @Test
    void everything_else_on_the_page_of_the_wire_is_what_a_client_may_say() throws IOException {
        List<JsonNode> said = parsed(SAID.stream().map(ServerMessage::json).toList());
        List<ClientCommand> commands =
                examples("wire.md").stream()
                        .filter(example ->
                                !said.contains(json(example)) || isSaidByBoth(json(example)))
                        .map(CommandReader::read)
                        .toList();

        assertThat(commands).noneMatch(ClientCommand.Unreadable.class::isInstance);
        for (Class<?> kind : ClientCommand.class.getPermittedSubclasses()) {
            if (kind != ClientCommand.Unreadable.class) {
                assertThat(commands).as(kind.getSimpleName()).anyMatch(kind::isInstance);
            }
        }
    }

    @Test
    void the_signatures_on_the_page_of_the_wire_are_right() throws IOException {
        String member = "{\"user_id\":\"42\",\"user_info\":{\"name\":\"Ada\"}}";

        assertThat(REFERENCE.resolve("wire.md"))
                .content()
                .contains(
                        KEY.authorizeChannel(SOCKET, ORDERS, null),
                        KEY.authorizeChannel(SOCKET, ROOM, member),
                        KEY.authenticateUser(SOCKET, USER));
    }

    @Test
    void every_error_code_is_on_the_page_of_errors() throws IOException {
        String page = Files.readString(REFERENCE.resolve("errors.md"));

        for (ErrorCode code : ErrorCode.values()) {
            assertThat(page).contains("| " + code.number() + " |");
        }
    }

    @Test
    void the_signature_on_the_page_of_the_api_is_right() throws IOException {
        String page = Files.readString(REFERENCE.resolve("http-api.md"));
        String text =
                SignedText.ofRequest(
                        "POST",
                        "/apps/4711/events",
                        Map.of(
                                "auth_key", "belfry-key",
                                "auth_timestamp", "1700000000",
                                "auth_version", "1.0",
                                "body_md5", "0a442859618ef59119531eafc1b212f7"));

        assertThat(page).contains(text, KEY.sign(text));
    }

    @Test
    void the_requests_on_the_page_of_the_api_can_be_read() throws IOException {
        List<String> examples = examples("http-api.md");

        EventRequest event = EventRequest.ofBody(examples.getFirst());

        assertThat(event.name()).isEqualTo("order-shipped");
        assertThat(event.channels()).hasSize(2);
        assertThat(examples).anyMatch(example -> example.startsWith("{\"batch\":[{\"name\""));
        examples.stream()
                .filter(example -> example.startsWith("{\"batch\":[{\"name\""))
                .forEach(example -> assertThat(EventRequest.ofBatchBody(example)).hasSize(2));
    }

    /** A ping looks the same from either side. */
    private static boolean isSaidByBoth(JsonNode example) {
        return example.path("event").stringValue().equals("pusher:ping");
    }

    /** The lines of all examples in JSON, one message each. */
    private static List<String> examples(String page) throws IOException {
        List<String> examples = new ArrayList<>();
        Matcher blocks = EXAMPLES.matcher(Files.readString(REFERENCE.resolve(page)));
        while (blocks.find()) {
            blocks.group(1).lines().forEach(examples::add);
        }
        return examples;
    }

    private static List<JsonNode> parsed(List<String> texts) {
        return texts.stream().map(ReferencePagesTest::json).toList();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
