package io.belfry.hub.netty;

import io.belfry.hub.api.ApiRequest;
import io.belfry.hub.api.ApiRequest.Caller;
import io.belfry.hub.api.ApiResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection as long as it speaks HTTP. Gathers a request, has it answered, writes the answer,
 * then takes up the next: requests that were sent ahead wait their turn, and nothing more is read
 * while one is being answered. A request to become a WebSocket is handed to the {@link Upgrade}.
 *
 * <p>A request, or the first of a connection, must arrive whole within a time; so must the next one
 * on an idle connection, within a longer one. Deadlines are looked after by {@link HttpDeadlines}.
 *
 * <p>Confined to its event loop; not thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends in channelInactive
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final HttpDoor door;
    private final NettyLoop loop;
    private final HttpDeadlines deadlines;

    private final Deque<Object> ahead = new ArrayDeque<>(0);
    private @Nullable HttpRequest head;
    private @Nullable CompositeByteBuf body;
    private boolean answering;
    private boolean closing;

    HttpConnection(HttpDoor door, NettyLoop loop, HttpDeadlines deadlines) {
        this.door = door;
        this.loop = loop;
        this.deadlines = deadlines;
    }
}
