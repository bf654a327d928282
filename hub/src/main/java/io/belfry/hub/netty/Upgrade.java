package io.belfry.hub.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.belfry.hub.access.Admission;
import io.belfry.hub.access.App;
import io.belfry.hub.access.ConnectionRequest;
import io.belfry.hub.access.Door;
import io.belfry.hub.api.ApiRequest;
import io.belfry.hub.api.ApiResponse;
import io.belfry.hub.event.HubEvent;
import io.belfry.hub.event.HubListener;
import io.belfry.hub.publish.Ledger;
import io.belfry.hub.session.Sessions;
import io.belfry.hub.settings.CompatSettings;
import io.belfry.hub.settings.LimitSettings;
import io.belfry.protocol.ErrorCode;
import io.belfry.protocol.ServerMessage;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;

import org.jspecify.annotations.Nullable;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Makes a WebSocket of an HTTP connection (RFC 6455, section 4.2), or turns the client away. Who is
 * turned away for a reason of the Pusher protocol gets its WebSocket all the same, and on it the
 * error frame and the close code that libraries understand.
 *
 * <p>Immutable and thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends in channelInactive
final class Upgrade {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final int DEFAULT_MESSAGE_SIZE = 10_000;

    private final Door door;
    private final Ledger ledger;
    private final Sessions sessions;
    private final HubListener events;
    private final LimitSettings limits;
    private final CompatSettings compat;
    private final BooleanSupplier draining;

    Upgrade(
            Door door,
            Ledger ledger,
            Sessions sessions,
            HubListener events,
            LimitSettings limits,
            CompatSettings compat,
            BooleanSupplier draining) {
        this.door = door;
        this.ledger = ledger;
        this.sessions = sessions;
        this.events = events;
        this.limits = limits;
        this.compat = compat;
        this.draining = draining;
    }

    /**
     * Whether a request wants to become a WebSocket; any other protocol is none of our business,
     * and HTTP/1.0 knows no upgrade (RFC 9110, section 7.8).
     */
    static boolean isWanted(HttpRequest request) {
        return request.headers().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
                && request.protocolVersion().minorVersion() > 0;
    }

    void perform(
            HttpRequest request,
            ApiRequest asked,
            String key,
            ChannelHandlerContext ctx,
            NettyLoop loop,
            Consumer<ApiResponse> respond) {
        ApiResponse objection = objection(request);
        if (objection != null) {
            respond.accept(objection);
            return;
        }
        ConnectionRequest wish =
                new ConnectionRequest(
                        key,
                        asked.query().get("protocol"),
                        asked.query().get("version"),
                        asked.header().apply("origin"),
                        asked.caller().secure());
        switch (door.admit(wish)) {
            case Admission.Refused(String appId, ErrorCode code, String reason) ->
                    refuse(request, ctx, loop, appId, code, reason);
            case Admission.Admitted(App app) -> count(request, ctx, loop, app);
        }
    }

    /** Why the request cannot be answered with a WebSocket at all; null when it can. */
    private @Nullable ApiResponse objection(HttpRequest request) {
        if (!request.method().equals(HttpMethod.GET)
                || !request.headers().containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)) {
            return ApiResponse.error(
                    400, "A WebSocket handshake is a GET with Connection: Upgrade");
        }
        if (!"13".equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            return ApiResponse.error(426, "Only version 13 of WebSocket is spoken here")
                    .with("Sec-WebSocket-Version", "13")
                    .with("Upgrade", "websocket");
        }
        List<String> keys = request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (keys.size() != 1 || !isKey(keys.getFirst())) {
            return ApiResponse.error(400, "Sec-WebSocket-Key is not 16 bytes in base64, once");
        }
        return draining.getAsBoolean()
                ? ApiResponse.error(503, "This hub is shutting down").with("Retry-After", "1")
                : null;
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Counts the client in, or turns it away when the app or this node has no place left. */
    private void count(HttpRequest request, ChannelHandlerContext ctx, NettyLoop loop, App app) {
        CompletableFuture<Boolean> counted =
                ledger.connect(app.id(), app.settings().maxConnections());
        counted.whenComplete((fits, failure) -> {
            if (loop.isCurrent()) {
                counted(request, ctx, loop, app, fits, failure);
            } else {
                loop.execute(() -> counted(request, ctx, loop, app, fits, failure));
            }
        });
    }

    private void counted(
            HttpRequest request,
            ChannelHandlerContext ctx,
            NettyLoop loop,
            App app,
            @Nullable Boolean fits,
            @Nullable Throwable failure) {
        boolean counted = fits != null && fits;
        boolean full = isFull() || loop.memory().isScarce();
        if (counted && (full || !ctx.channel().isActive())) {
            ledger.disconnect(app.id());
        }
        if (!ctx.channel().isActive()) {
            return;
        }
        if (failure != null || (counted && full)) {
            refuse(
                    request,
                    ctx,
                    loop,
                    app.id(),
                    ErrorCode.OVER_CAPACITY,
                    "This node has no place left");
        } else if (!counted) {
            refuse(
                    request,
                    ctx,
                    loop,
                    app.id(),
                    ErrorCode.OVER_CONNECTION_QUOTA,
                    "Application is over connection quota");
        } else {
            becomeWebSocket(request, ctx, loop, app.settings().maxMessageSize()).open(app);
        }
    }

    private boolean isFull() {
        return limits.maxConnections() > 0 && sessions.count() >= limits.maxConnections();
    }

    private void refuse(
            HttpRequest request,
            ChannelHandlerContext ctx,
            NettyLoop loop,
            String appId,
            ErrorCode code,
            String reason) {
        events.on(new HubEvent.ConnectionRefused(appId, code));
        becomeWebSocket(request, ctx, loop, DEFAULT_MESSAGE_SIZE)
                .refuse(new ServerMessage.Problem(code, reason, compat.errorForm()));
    }

    private WebSocketConnection becomeWebSocket(
            HttpRequest request, ChannelHandlerContext ctx, NettyLoop loop, int maxMessageBytes) {
        ChannelPipeline pipeline = ctx.pipeline();
        // Written in front of the HTTP encoder, because these are finished bytes.
        pipeline.context(HttpServerCodec.class)
                .write(Unpooled.wrappedBuffer(response(request).getBytes(US_ASCII)));
        WebSocketConnection connection =
                new WebSocketConnection(
                        loop, sessions, ctx.channel(), maxMessageBytes, limits.outboxBytes());
        pipeline.addLast(connection);
        pipeline.remove(HttpConnection.class);
        pipeline.remove(HttpServerCodec.class);
        ctx.channel().config().setAutoRead(true);
        return connection;
    }

    private static String response(HttpRequest request) {
        String key = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_KEY, "").strip();
        String offered = request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, "");
        int comma = offered.indexOf(',');
        String chosen = (comma < 0 ? offered : offered.substring(0, comma)).strip();
        return "HTTP/1.1 101 Switching Protocols\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + accept(key)
                + "\r\n"
                + (chosen.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + chosen + "\r\n")
                + "\r\n";
    }

    @SuppressWarnings("InsecureCryptoUsage") // SHA-1 is what RFC 6455 says; nothing is secret here
    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
