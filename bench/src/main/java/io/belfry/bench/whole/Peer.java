package io.belfry.bench.whole;

import io.belfry.load.server.Dialect;
import io.belfry.load.server.PusherDialect;
import io.belfry.protocol.AppKey;

import java.nio.file.Path;
import java.util.List;

/** A server that is measured. */
enum Peer {
    /** This hub, started by its launcher. */
    HUB("Belfry"),
    /** What bare Netty does with the same bytes: nothing is checked, nothing is known. */
    FLOOR("bare Netty"),
    /** The npm package of that name, sending with a loop over the subscribers. */
    WS("ws"),
    /** Socket.IO, WebSocket transport only. */
    SOCKET_IO("socket.io"),
    /** Spring's simple broker in Tomcat. */
    STOMP("Spring STOMP");

    private final String shown;

    Peer(String shown) {
        this.shown = shown;
    }

    String shown() {
        return shown;
    }

    Dialect dialect(AppKey key) {
        return switch (this) {
            case HUB, FLOOR, WS -> new PusherDialect(key);
            case SOCKET_IO -> new SocketIoDialect();
            case STOMP -> new StompDialect();
        };
    }

    /**
     * What starts it.
     *
     * @param home the checkout
     * @param settings a settings file of a hub, with the port in it
     */
    List<String> command(Path home, Path settings, int port) {
        String number = Integer.toString(port);
        String peers = home.resolve("bench/peers").toString();
        return switch (this) {
            case HUB ->
                    List.of(
                            home.resolve("belfry").toString(),
                            "start",
                            "--config",
                            settings.toString());
            case FLOOR ->
                    List.of(
                            java(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-Dslf4j.internal.verbosity=ERROR",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "io.belfry.bench.peer.FloorServer",
                            number);
            case WS -> List.of("node", peers + "/ws/server.mjs", number);
            case SOCKET_IO -> List.of("node", peers + "/socket.io/server.mjs", number);
            case STOMP -> List.of(java(), "-jar", peers + "/stomp/target/stomp-peer.jar", number);
        };
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
