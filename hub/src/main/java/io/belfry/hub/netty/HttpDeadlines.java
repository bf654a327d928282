package io.belfry.hub.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ends HTTP connections of one loop that keep it waiting. One look at all of them now and then,
 * instead of a timer for each.
 *
 * <p>Confined to its event loop; not thread-safe.
 */
final class HttpDeadlines {
    private final Map<HttpConnection, Channel> waiting = new LinkedHashMap<>();

    void add(HttpConnection connection, Channel channel) {
        waiting.put(connection, channel);
    }

    void remove(HttpConnection connection) {
        waiting.remove(connection);
    }

    /**
     * @param now of the monotonic clock
     */
    void tick(long now) {
        List<HttpConnection> late = new ArrayList<>();
        for (HttpConnection connection : waiting.keySet()) {
            if (connection.deadline != Long.MAX_VALUE && now - connection.deadline >= 0) {
                late.add(connection);
            }
        }
        for (HttpConnection connection : late) {
            Channel channel = waiting.get(connection);
            ChannelHandlerContext ctx =
                    channel == null ? null : channel.pipeline().context(connection);
            if (ctx != null) {
                connection.timeOut(ctx);
            }
        }
    }
}
