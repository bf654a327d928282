package io.belfry.broadcasting.guide;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.authorization.AuthorizationAnswer;
import io.belfry.broadcasting.authorization.AuthorizationRequest;
import io.belfry.broadcasting.authorization.Endpoints;
import io.belfry.broadcasting.check.Inspection;
import io.belfry.broadcasting.check.Problem;
import io.belfry.broadcasting.driver.LocalDriver;
import io.belfry.broadcasting.driver.PusherDriver;
import io.belfry.broadcasting.driver.PusherSettings;
import io.belfry.broadcasting.driver.RedisDriver;
import io.belfry.broadcasting.driver.RedisSettings;
import io.belfry.broadcasting.event.BroadcastEvent;
import io.belfry.broadcasting.event.BroadcastName;
import io.belfry.broadcasting.event.BroadcastOn;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.NotificationEvent;
import io.belfry.broadcasting.event.PrivateChannel;
import io.belfry.broadcasting.event.VisibleTo;
import io.belfry.broadcasting.fake.BroadcastFake;
import io.belfry.broadcasting.rule.ChannelRule;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.broadcasting.rule.Decision;
import io.belfry.broadcasting.rule.Users;
import io.belfry.hub.Hub;
import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.HubSettings;
import io.belfry.hub.settings.ServerSettings;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.RedisAddress;
import io.belfry.testkit.GivenRedis;
import io.belfry.testkit.HubClient;
import io.belfry.testkit.RawRedis;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** The application of the guide for Java, which shows pieces of this file. */
class ShopTest {
    record OrderShipped(long order, String carrier) implements BroadcastEvent {
        @Override
        public List<Channel> channels() {
            return List.of(new PrivateChannel("orders." + order));
        }
    }

    @BroadcastName("order.paid")
    record OrderPaid(long order) implements BroadcastEvent {
        @Override
        public List<Channel> channels() {
            return List.of(new PrivateChannel("orders." + order));
        }
    }

    record Reply(String message, @VisibleTo("agent") String note) {}

    @BroadcastName("ticket.reply.created")
    @BroadcastOn("tickets.{ticket}")
    record TicketReplyCreated(long ticket, Reply reply) implements BroadcastEvent {
        @Override
        public List<Channel> channels() {
            return List.of(new PrivateChannel("tickets." + ticket));
        }
    }

    record Order(long id, long customer) {}

    record Account(long id, String name) {}

    static final class ShopRules {
        @ChannelRule("orders.{order}")
        boolean mayFollow(Account account, Order order) {
            return order.customer() == account.id();
        }

        @ChannelRule("class.{room}")
        Map<String, String> joins(Account account, long room) {
            return Map.of("name", account.name());
        }
    }

    private static final Map<String, Order> ORDERS = Map.of("7", new Order(7, 5));
    private static final Map<String, Account> SESSIONS = Map.of("s1", new Account(5, "Ada"));
    private static final AppKey KEY = new AppKey("shop-key", "shop-secret");

    private static ChannelRules rules() {
        ChannelRules rules =
                ChannelRules.builder()
                        .resolver(Order.class, ORDERS::get)
                        .rulesOf(new ShopRules())
                        .channel(
                                "user.{id}",
                                (user, at) -> Decision.allowIf(at.text("id").equals(user.id())))
                        .channel(
                                "tickets.{ticket}",
                                List.of("customer", "agent"),
                                (user, at) ->
                                        Decision.audience(
                                                user.hasRole("agent") ? "agent" : "customer"))
                        .build();
        return rules;
    }

    private static Hub hub() throws IOException {
        Hub hub =
                Hub.start(
                        HubSettings.builder()
                                .server(ServerSettings.builder().port(0).build())
                                .apps(List.of(AppSettings.of("shop", "shop-key", "shop-secret")))
                                .build());
        return hub;
    }

    private static Broadcaster local(Hub hub) {
        Broadcaster broadcaster =
                Broadcaster.builder()
                        .connection(
                                "hub",
                                new LocalDriver(event -> hub.publish("shop", event))
                                        .withDisconnect(user -> hub.disconnect("shop", user)))
                        .rules(rules())
                        .build();
        return broadcaster;
    }

    private static Broadcaster remote(int port) {
        URI server = URI.create("http://localhost:" + port);
        Broadcaster broadcaster =
                Broadcaster.builder()
                        .connection(
                                "hub",
                                new PusherDriver(
                                        PusherSettings.of(
                                                server,
                                                "shop",
                                                new AppKey("shop-key", "shop-secret"))))
                        .rules(rules())
                        .build();
        return broadcaster;
    }

    private static Broadcaster overRedis(String url) {
        Broadcaster broadcaster =
                Broadcaster.builder()
                        .connection(
                                "redis",
                                new RedisDriver(RedisSettings.of(RedisAddress.of(url), "shop_")))
                        .rules(rules())
                        .build();
        return broadcaster;
    }

    @Test
    void the_shop_can_broadcast_over_redis() throws Exception {
        try (GivenRedis redis = GivenRedis.standard();
                Broadcaster broadcaster = overRedis(redis.url())) {
            RawRedis subscriber = redis.client();
            subscriber.call("PSUBSCRIBE", "shop_*");

            broadcaster.broadcast(new OrderPaid(7)).send();

            assertThat(subscriber.receives())
                    .isEqualTo(
                            List.of(
                                    "pmessage",
                                    "shop_*",
                                    "shop_private-orders.7",
                                    "{\"event\":\"order.paid\",\"data\":{\"order\":7},"
                                            + "\"socket\":null}"));
        }
    }

    private static HttpServer endpoint() throws IOException {
        ChannelRules rules = rules();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Endpoints endpoints = new Endpoints(KEY, rules, JsonMapper.shared(), null);
        server.createContext(
                "/broadcasting/auth", exchange -> answer(exchange, authorize(endpoints, exchange)));
        server.start();
        return server;
    }

    private static AuthorizationAnswer authorize(Endpoints endpoints, HttpExchange exchange)
            throws IOException {
        Account account = SESSIONS.get(exchange.getRequestHeaders().getFirst("X-Session"));
        Users users = Users.only(account == null ? null : ChannelUser.of(account.id(), account));
        try {
            return endpoints.authorize(
                    AuthorizationRequest.of(
                            exchange.getRequestURI().getRawQuery(),
                            exchange.getRequestHeaders().getFirst("Content-Type"),
                            exchange.getRequestBody().readAllBytes()),
                    users);
        } catch (IllegalArgumentException e) {
            return AuthorizationAnswer.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private static void answer(HttpExchange exchange, AuthorizationAnswer answer)
            throws IOException {
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static HttpResponse<String> asked(HttpServer server, HubClient client, String session)
            throws Exception {
        URI uri =
                URI.create(
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/broadcasting/auth");
        String form = "socket_id=" + client.socketId() + "&channel_name=private-orders.7";
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(uri)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("X-Session", session)
                            .POST(HttpRequest.BodyPublishers.ofString(form))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_customer_of_the_shop_hears_of_her_order(boolean inThisJvm) throws Exception {
        HttpServer server = endpoint();
        try (Hub hub = hub();
                Broadcaster broadcaster = inThisJvm ? local(hub) : remote(hub.port());
                HubClient client = HubClient.of("127.0.0.1", hub.port(), KEY)) {
            assertThat(asked(server, client, "s2").statusCode()).isEqualTo(403);
            JsonNode answer = JsonMapper.shared().readTree(asked(server, client, "s1").body());
            client.asksFor("private-orders.7", answer.path("auth").stringValue(), null);
            client.sees("pusher_internal:subscription_succeeded");
            client.subscribes("private-com.acme.User.7");

            broadcaster.broadcast(new OrderShipped(7, "DHL")).send();
            broadcaster.broadcast(new OrderPaid(7)).send();
            broadcaster
                    .broadcast(
                            NotificationEvent.of(
                                    new PrivateChannel("com.acme.User.7"),
                                    "com.acme.InvoicePaid",
                                    Map.of("invoice", 4711)))
                    .send();

            client.sees("io\\belfry\\broadcasting\\guide\\ShopTest\\OrderShipped");
            client.sees("order.paid");
            client.sees(NotificationEvent.NAME);

            client.signsIn("{\"id\":\"7\"}");
            broadcaster.disconnect("7");
            client.seesError(4009);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void the_rules_and_the_events_of_the_shop_fit() {
        ChannelRules rules = rules();
        List<Problem> problems =
                Inspection.problems(
                        rules,
                        List.of(OrderShipped.class, OrderPaid.class, TicketReplyCreated.class));
        assertThat(problems).isEmpty();
    }

    /** What the guide tests with the fake. */
    private record Orders(Broadcaster broadcaster) {
        void ship(long order) {
            broadcaster.broadcast(new OrderShipped(order, "DHL")).send();
        }
    }

    @Test
    void shipping_is_broadcast() {
        BroadcastFake fake = new BroadcastFake();
        new Orders(fake.broadcaster()).ship(7);

        fake.assertBroadcast(OrderShipped.class)
                .on("private-orders.7")
                .withPayload("{\"order\": 7, \"carrier\": \"DHL\"}")
                .once();
    }
}
