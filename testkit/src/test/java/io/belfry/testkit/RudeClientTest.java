package io.belfry.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;
import io.belfry.protocol.ServerMessage.MemberRemoved;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RudeClientTest {
    @RegisterExtension static final GivenHub given = GivenHub.standard();

    /** Of 10 KB each: more than the kernel and the hub keep for one connection, together. */
    private static final int PAGES = 800;

    private final ChannelName room = new ChannelName("presence-room");

    @Test
    void a_client_that_resets_its_connection_has_left() {
        var alice = given.client().joins("presence-room", "alice");
        var bob = given.client().joins("presence-room", "bob");
        alice.sees("pusher_internal:member_added");

        bob.raw().resets();

        alice.sees(new MemberRemoved(room, "bob"));
        alice.seesNothingMore();
    }

    @Test
    void a_client_that_half_closes_its_connection_has_left() {
        var alice = given.client().joins("presence-room", "alice");
        var bob = given.client().joins("presence-room", "bob");
        alice.sees("pusher_internal:member_added");

        bob.raw().halfCloses();

        alice.sees(new MemberRemoved(room, "bob"));
        alice.seesNothingMore();
    }

    @Test
    void a_client_that_does_not_read_is_closed_and_others_are_not_held_up() {
        var reader = given.client().subscribes("news");
        var sleeper = sleeper().subscribes("news");
        sleeper.raw().stopsReading();

        int pages = publishUntilOneIsLeft();

        // At once, as the hub does not wait long for who is to be sent away.
        sleeper.raw().readsOn();
        Received next = sleeper.raw().receives();
        while (next instanceof Received.Text) {
            next = sleeper.raw().receives();
        }
        assertThat(next)
                .isInstanceOfSatisfying(
                        Received.Close.class, close -> assertThat(close.code()).isEqualTo(4100));
        for (int page = 0; page < pages; page++) {
            reader.sees("page");
        }
        reader.seesNothingMore();
    }

    private static int publishUntilOneIsLeft() {
        RawHttp http = given.http();
        String page =
                new JsonObject()
                        .text("name", "page")
                        .text("channel", "news")
                        .text("data", "*".repeat(10_000))
                        .end();
        int pages = 0;
        while (connections(http) > 1) {
            assertThat(pages).as("pages for a client that does not read").isLessThan(PAGES);
            assertThat(given.api().post("/events", page).sendOver(http).response().status())
                    .isEqualTo(200);
            pages++;
        }
        return pages;
    }

    private static int connections(RawHttp http) {
        return given.api()
                .get("/connections")
                .sendOver(http)
                .response()
                .json()
                .get("connections")
                .asInt();
    }

    private static HubClient sleeper() {
        Handshake handshake = given.handshake().receiveBuffer(4096);
        return HubClient.of(given.keeping(handshake.open()), given.key());
    }
}
