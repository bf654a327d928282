package io.belfry.hub.netty;

import io.belfry.hub.api.ApiRequest;
import io.belfry.hub.api.ApiResponse;
import io.belfry.hub.api.RequestPaths;
import io.belfry.hub.api.Router;
import io.belfry.hub.settings.LimitSettings;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What all HTTP connections of a hub share: the way to whoever answers, and the limits.
 *
 * <p>Immutable and thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // an answer never fails
final class HttpDoor {
    private static final String APP = "/app/";
    private static final Pattern SCHEME_AND_HOST =
            Pattern.compile("https?://[^/?]*", Pattern.CASE_INSENSITIVE);

    private final Router router;
    private final RequestPaths paths;
    private final Upgrade upgrade;
    private final ClientAddresses addresses;
    private final LimitSettings limits;
    private final BooleanSupplier leaving;

    HttpDoor(
            Router router,
            RequestPaths paths,
            Upgrade upgrade,
            ClientAddresses addresses,
            LimitSettings limits,
            BooleanSupplier leaving) {
        this.router = router;
        this.paths = paths;
        this.upgrade = upgrade;
        this.addresses = addresses;
        this.limits = limits;
        this.leaving = leaving;
    }

    int maxRequestSize() {
        return limits.maxRequestSize();
    }

    /** Whether this hub will soon answer no more. */
    boolean isLeaving() {
        return leaving.getAsBoolean();
    }

    Duration requestTimeout() {
        return limits.handshakeTimeout();
    }

    Duration keepAliveTimeout() {
        return limits.keepAliveTimeout();
    }

    ApiResponse tooLarge() {
        return ApiResponse.error(
                413,
                "The request body is larger than limits.max_request_size, %d bytes"
                        .formatted(limits.maxRequestSize()));
    }

    ApiRequest request(
            HttpRequest request, byte[] body, InetSocketAddress peer, boolean encrypted) {
        String uri = originForm(request.uri());
        int question = uri.indexOf('?');
        return new ApiRequest(
                request.method().name(),
                question < 0 ? uri : uri.substring(0, question),
                question < 0 ? Map.of() : Query.parse(uri.substring(question + 1)),
                request.headers()::get,
                body,
                addresses.caller(peer, encrypted, request.headers()));
    }

    /** A target may name scheme and host in front of the path (RFC 9112, section 3.2.2). */
    private static String originForm(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        Matcher absolute = SCHEME_AND_HOST.matcher(target);
        if (!absolute.lookingAt()) {
            return target;
        }
        String rest = target.substring(absolute.end());
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    /** Has a request answered that does not want to become a WebSocket. */
    CompletableFuture<ApiResponse> answer(ApiRequest request) {
        if (appKey(request) != null) {
            return CompletableFuture.completedFuture(
                    ApiResponse.error(426, "This path speaks WebSocket only")
                            .with("Upgrade", "websocket"));
        }
        return router.answer(request);
    }

    /** Makes a WebSocket of the connection, or answers by plain HTTP why not. */
    void upgrade(
            HttpRequest request,
            ApiRequest asked,
            ChannelHandlerContext ctx,
            NettyLoop loop,
            Consumer<ApiResponse> respond) {
        String key = appKey(asked);
        if (key != null) {
            upgrade.perform(request, asked, key, ctx, loop, respond);
        } else {
            router.answer(asked).whenComplete((answer, never) -> respond.accept(answer));
        }
    }

    /** The app key in the path; null when the path is none that speaks WebSocket. */
    private @Nullable String appKey(ApiRequest request) {
        String path = paths.withoutPrefix(request.path());
        if (path == null || !path.startsWith(APP)) {
            return null;
        }
        String key = path.substring(APP.length());
        return key.isEmpty() || key.indexOf('/') >= 0 ? null : key;
    }
}
