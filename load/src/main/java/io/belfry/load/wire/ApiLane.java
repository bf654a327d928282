package io.belfry.load.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.load.server.Target;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * One connection to the HTTP API that is kept open. It publishes one event at a time, so that
 * events of one lane to one channel have an order.
 *
 * <p>Confined to the tester's loop; not thread-safe.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails ends in channelInactive
public final class ApiLane {
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final String METHOD = "POST";
    private static final long MILLIS_PER_SECOND = 1000;

    private final TesterLoop loop;
    private final String path;
    private @Nullable Channel channel;
    private @Nullable Answer waiting;
    private boolean asked;

    /** What became of a request. */
    @FunctionalInterface
    public interface Answer {
        /**
         * It was answered, or not.
         *
         * @param status of HTTP; 0 when there was no answer
         * @param text what came with it, or why there was none
         */
        void came(int status, String text);
    }

    /** Opens nothing yet. */
    public ApiLane(TesterLoop loop) {
        this.loop = loop;
        Target target = loop.target();
        this.path = Target.prefix(target.api()) + "/apps/" + target.appId() + "/events";
    }

    /** Whether a request has ever been sent, and not only a connection been tried. */
    public boolean hasAsked() {
        return asked;
    }

    /** Whether a request is under way. */
    public boolean isBusy() {
        return waiting != null;
    }

    /**
     * Publishes an event.
     *
     * @param body JSON as of {@code POST /apps/{app}/events}
     * @throws IllegalStateException when the lane is busy
     */
    public void publish(byte[] body, Answer answer) {
        assert loop.isCurrent() : "a lane belongs to the tester's loop";
        if (waiting != null) {
            throw new IllegalStateException("one request at a time");
        }
        waiting = answer;
        if (channel != null && channel.isActive()) {
            send(channel, body);
            return;
        }
        ChannelFuture opening = loop.connect(loop.target().api(), this::fill);
        opening.addListener(
                (ChannelFutureListener)
                        opened -> {
                            if (opened.isSuccess()) {
                                channel = opened.channel();
                                send(channel, body);
                            } else {
                                answer(0, InWords.reason(opened.cause()));
                            }
                        });
    }

    private void fill(Channel channel) {
        channel.pipeline()
                .addLast(new HttpResponseDecoder())
                .addLast(new HttpObjectAggregator(LONGEST_ANSWER))
                .addLast(new Answers());
    }

    private void send(Channel to, byte[] body) {
        asked = true;
        byte[] head = head(body).getBytes(US_ASCII);
        ByteBuf request = to.alloc().buffer(head.length + body.length);
        to.writeAndFlush(request.writeBytes(head).writeBytes(body), to.voidPromise());
    }

    private String head(byte[] body) {
        Target target = loop.target();
        long now = System.currentTimeMillis() / MILLIS_PER_SECOND;
        Map<String, String> query = target.key().authorizeRequest(METHOD, path, body, now);
        StringBuilder head = new StringBuilder(512);
        head.append(METHOD).append(' ').append(path);
        char separator = '?';
        for (Map.Entry<String, String> each : query.entrySet()) {
            head.append(separator).append(each.getKey()).append('=').append(each.getValue());
            separator = '&';
        }
        head.append(" HTTP/1.1\r\nHost: ").append(Target.hostHeader(target.api()));
        head.append("\r\nContent-Type: application/json\r\nContent-Length: ");
        return head.append(body.length).append("\r\n\r\n").toString();
    }

    private void answer(int status, String text) {
        Answer asked = waiting;
        if (asked != null) {
            waiting = null;
            asked.came(status, text);
        }
    }

    /** Closes the connection; a request that is under way is not answered any more. */
    public void close() {
        waiting = null;
        if (channel != null) {
            channel.close();
        }
    }

    /** What comes back on one connection. Confined to the tester's loop. */
    private final class Answers extends SimpleChannelInboundHandler<FullHttpResponse> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
            if (response.decoderResult().isFailure()) {
                // Netty makes up a status of 999 for it.
                fail(ctx, "what comes back is no HTTP");
                return;
            }
            int status = response.status().code();
            String text = status == 200 ? "" : InWords.excerpt(response.content().toString(UTF_8));
            if (!HttpUtil.isKeepAlive(response)) {
                channel = null;
                ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
            answer(status, text);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (ctx.channel().equals(channel)) {
                channel = null;
                answer(0, "the connection ended before the answer");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            fail(ctx, InWords.reason(cause));
        }

        private void fail(ChannelHandlerContext ctx, String why) {
            // One that is being closed has no say in what its successor carries.
            if (ctx.channel().equals(channel)) {
                channel = null;
                answer(0, why);
            }
            ctx.close();
        }
    }
}
