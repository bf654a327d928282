package io.belfry.hub.netty;

import io.belfry.hub.api.ApiResponse;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Turns answers into HTTP messages of Netty. */
@SuppressWarnings("FutureReturnValueIgnored") // nothing is left to do when closing fails
final class HttpAnswers {
    /** How long a client that was refused may go on sending before it is cut off. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private HttpAnswers() {}

    /**
     * @param request that is answered; null when it could not be read
     */
    static FullHttpResponse of(
            ApiResponse answer, @Nullable HttpRequest request, boolean keepAlive) {
        boolean headOnly = request != null && request.method().equals(HttpMethod.HEAD);
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        headOnly ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body()),
                        DefaultHttpHeadersFactory.headersFactory().newHeaders(),
                        EmptyHttpHeaders.INSTANCE);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        answer.headers().forEach((name, value) -> response.headers().set(name, value));
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (request != null && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        return response;
    }

    /** Why a request cannot be answered whatever it asks for (RFC 9112, sections 2.3 and 3.2). */
    static @Nullable ApiResponse objection(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (version.majorVersion() != 1) {
            return ApiResponse.error(505, "Only HTTP/1.1 is spoken here");
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        boolean mayLackHost = version.minorVersion() == 0;
        return hosts == 1 || (hosts == 0 && mayLackHost)
                ? null
                : ApiResponse.error(400, "A request has one Host header, not " + hosts);
    }

    /** Tells a client that asked first that it may send the body. */
    static FullHttpResponse goOn() {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER);
    }

    /**
     * @param inBody whether the head of the request had been read
     */
    static ApiResponse ofUnreadable(Throwable cause, boolean inBody) {
        return switch (cause) {
            case TooLongHttpLineException tooLong when !inBody ->
                    ApiResponse.error(414, "The request line is too long");
            case TooLongHttpHeaderException tooLong ->
                    ApiResponse.error(431, "The request headers are too large");
            default -> ApiResponse.error(400, "The request is not valid HTTP");
        };
    }

    /**
     * Ends a connection whose client may still be sending: our side when the last of our bytes has
     * left, the other when the client is done or the time is over. Closing both would reset the
     * connection, and the client could miss the answer.
     *
     * @param last what was written last
     */
    static void closeGently(ChannelFuture last, NettyLoop loop) {
        Channel channel = last.channel();
        if (channel.pipeline().get(SslHandler.class) == null
                && channel instanceof DuplexChannel duplex) {
            last.addListener(sent -> duplex.shutdownOutput());
        }
        channel.config().setAutoRead(true);
        loop.schedule(channel::close, LINGER);
    }
}
