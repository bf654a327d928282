package io.belfry.hub.netty;

import io.belfry.hub.api.ApiRequest;
import io.belfry.hub.api.ApiResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One connection as long as it speaks HTTP. Gathers a request, has it answered, writes the answer,
 * then takes up the next: requests that were sent ahead wait their turn, and nothing more is read
 * while one is being answered, nor while the client leaves answers unread. A request to become a
 * WebSocket is handed to {@link Upgrade}.
 *
 * <p>A request must arrive whole within a time, counted from its first bytes, or for the first one
 * from the opening of the connection; an idle connection may wait longer for the next. {@link
 * HttpDeadlines} looks after it.
 *
 * <p>Confined to its event loop; not thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends in channelInactive
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final HttpDoor door;
    private final NettyLoop loop;
    private final HttpDeadlines deadlines;

    private final Deque<HttpObject> ahead = new ArrayDeque<>(2);
    private @Nullable HttpRequest head;
    private @Nullable CompositeByteBuf bodySoFar;
    private boolean answering;
    private boolean gotPart;
    private boolean gotBytesOnly;
    private boolean catchingUp;
    private boolean closing;
    private boolean asked;

    /** When patience with what is under way ends; of a monotonic clock. Theirs to look at. */
    long deadline;

    HttpConnection(HttpDoor door, NettyLoop loop, HttpDeadlines deadlines) {
        this.door = door;
        this.loop = loop;
        this.deadlines = deadlines;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        deadlines.add(this, ctx.channel());
        asked(true);
        deadline = System.nanoTime() + door.requestTimeout().toNanos();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        deadlines.remove(this);
        asked(false);
        dropBody();
        ahead.forEach(ReferenceCountUtil::release);
        ahead.clear();
    }

    private void asked(boolean now) {
        if (now && !asked) {
            loop.asked();
        } else if (!now && asked) {
            loop.answered();
        }
        asked = now;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        gotPart = true;
        if (closing) {
            ReferenceCountUtil.release(message);
        } else if (isFree(ctx)) {
            take(ctx, (HttpObject) message);
        } else {
            ahead.add((HttpObject) message);
        }
    }

    /** A read is over; bytes that made nothing whole are the beginning of a request's head. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!gotPart && !gotBytesOnly && head == null && !answering) {
            long patience = System.nanoTime() + door.requestTimeout().toNanos();
            deadline = patience - deadline < 0 ? patience : deadline;
        }
        gotBytesOnly = !gotPart;
        gotPart = false;
    }

    /** Whether more can be taken: all is answered, and the client reads its answers. */
    private boolean isFree(ChannelHandlerContext ctx) {
        return !answering && !closing && ctx.channel().isWritable();
    }

    private void take(ChannelHandlerContext ctx, HttpObject part) {
        try {
            if (part.decoderResult().isFailure()) {
                Throwable cause = part.decoderResult().cause();
                refuse(ctx, HttpAnswers.ofUnreadable(cause, head != null));
                return;
            }
            if (part instanceof HttpRequest request) {
                begin(ctx, request);
            }
            if (!closing && part instanceof HttpContent content) {
                gather(ctx, content);
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        head = request;
        asked(true);
        deadline = System.nanoTime() + door.requestTimeout().toNanos();
        ApiResponse objection = HttpAnswers.objection(request);
        if (objection != null) {
            refuse(ctx, objection);
        } else if (HttpUtil.getContentLength(request, 0L) > door.maxRequestSize()) {
            refuse(ctx, door.tooLarge());
        } else if (HttpUtil.is100ContinueExpected(request)) {
            ctx.writeAndFlush(HttpAnswers.goOn());
        }
    }

    private void gather(ChannelHandlerContext ctx, HttpContent content) {
        HttpRequest request = head;
        if (request == null) {
            return;
        }
        int before = bodySoFar == null ? 0 : bodySoFar.readableBytes();
        if (before + content.content().readableBytes() > door.maxRequestSize()) {
            refuse(ctx, door.tooLarge());
        } else if (content instanceof LastHttpContent) {
            byte[] body = body(content.content());
            head = null;
            whole(ctx, request, body);
        } else {
            bodySoFar = bodySoFar == null ? Unpooled.compositeBuffer() : bodySoFar;
            bodySoFar.addComponent(true, content.content().retain());
        }
    }

    /** The whole body, of which this is the end; most often it is all. */
    private byte[] body(ByteBuf end) {
        int before = bodySoFar == null ? 0 : bodySoFar.readableBytes();
        byte[] bytes = new byte[before + end.readableBytes()];
        if (bodySoFar != null) {
            bodySoFar.readBytes(bytes, 0, before);
            dropBody();
        }
        end.readBytes(bytes, before, end.readableBytes());
        return bytes;
    }

    private void whole(ChannelHandlerContext ctx, HttpRequest request, byte[] bytes) {
        answering = true;
        deadline = Long.MAX_VALUE;
        ApiRequest asked = door.request(request, bytes, peer(ctx), isEncrypted(ctx));
        if (Upgrade.isWanted(request)) {
            door.upgrade(request, asked, ctx, loop, answer -> respond(ctx, request, answer));
        } else {
            door.answer(asked).whenComplete((answer, never) -> respondOnLoop(ctx, request, answer));
        }
        if (answering && !ctx.isRemoved()) {
            // Not answered at once, and not a WebSocket by now: nothing more until it is.
            ctx.channel().config().setAutoRead(false);
        }
    }

    private void respondOnLoop(ChannelHandlerContext ctx, HttpRequest request, ApiResponse answer) {
        if (loop.isCurrent()) {
            respond(ctx, request, answer);
        } else {
            loop.execute(() -> respond(ctx, request, answer));
        }
    }

    /** Writes the answer to the request that is under way. */
    private void respond(ChannelHandlerContext ctx, HttpRequest request, ApiResponse answer) {
        if (!ctx.channel().isActive()) {
            return;
        }
        // Whoever asks a hub that is leaving had better ask another one next.
        boolean mayStay = !door.isLeaving() || !ahead.isEmpty();
        boolean keepAlive = mayStay && HttpUtil.isKeepAlive(request);
        ChannelFuture written = ctx.writeAndFlush(HttpAnswers.of(answer, request, keepAlive));
        if (!keepAlive) {
            closing = true;
            written.addListener(ChannelFutureListener.CLOSE);
            return;
        }
        answering = false;
        asked(false);
        deadline = System.nanoTime() + door.keepAliveTimeout().toNanos();
        catchUp(ctx);
    }

    /**
     * Takes up what was sent ahead. A loop, as answers that are there at once come back to here.
     */
    private void catchUp(ChannelHandlerContext ctx) {
        if (catchingUp) {
            return;
        }
        catchingUp = true;
        while (isFree(ctx) && !ahead.isEmpty()) {
            take(ctx, ahead.remove());
        }
        catchingUp = false;
        if (!answering && !closing) {
            ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        catchUp(ctx);
    }

    /** Answers what cannot be taken further, and closes, as the rest of it may still be coming. */
    private void refuse(ChannelHandlerContext ctx, ApiResponse answer) {
        closing = true;
        dropBody();
        HttpRequest request = head;
        HttpAnswers.closeGently(ctx.writeAndFlush(HttpAnswers.of(answer, request, false)), loop);
    }

    /** The time for a request to arrive is over. */
    void timeOut(ChannelHandlerContext ctx) {
        boolean begun = head != null || (gotBytesOnly && !isHandshaking(ctx));
        if (closing || !begun) {
            ctx.close();
        } else {
            refuse(ctx, ApiResponse.error(408, "The request did not arrive in time"));
        }
    }

    private void dropBody() {
        if (bodySoFar != null) {
            bodySoFar.release();
            bodySoFar = null;
        }
    }

    private static InetSocketAddress peer(ChannelHandlerContext ctx) {
        return (InetSocketAddress) ctx.channel().remoteAddress();
    }

    private static boolean isEncrypted(ChannelHandlerContext ctx) {
        return ctx.pipeline().get(SslHandler.class) != null;
    }

    private static boolean isHandshaking(ChannelHandlerContext ctx) {
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        return tls != null && !tls.handshakeFuture().isDone();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent) {
            // The bytes that ended the handshake are not the beginning of a request.
            gotPart = true;
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException) {
            LOG.debug("a connection broke: {}", cause.toString());
        } else {
            LOG.warn("a connection failed and is closed", cause);
        }
        ctx.close();
    }
}
