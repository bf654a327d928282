package io.belfry.hub.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.settings.AppSettings;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.EventRequest;
import io.belfry.protocol.Guard;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Judges what an app wants to publish against the app's limits (Pusher Channels documentation,
 * "HTTP API, publishing events").
 */
final class EventCheck {
    /** In UTF-8. */
    private static final int MOST_BYTES_PER_CHAR = 3;

    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final AppSettings app;
    private final boolean strict;

    /** Either a {@link CheckedEvent} or why not. */
    sealed interface Result permits CheckedEvent, Refused {}

    record Refused(Refusal refusal) implements Result {}

    EventCheck(AppSettings app, boolean strict) {
        this.app = app;
        this.strict = strict;
    }

    Result check(EventRequest request) {
        String name = request.name();
        String data = request.data();
        if (name == null || name.isEmpty()) {
            return refused("name", "name is missing");
        }
        if (name.codePointCount(0, name.length()) > app.maxEventName()) {
            return refused("name", "name is longer than " + app.maxEventName() + " characters");
        }
        if (name.startsWith("pusher:") || name.startsWith("pusher_internal:")) {
            return refused("name", "name must not start with pusher: or pusher_internal:");
        }
        if (data == null) {
            return refused("data", "data is missing");
        }
        Refused tooLarge = checkSize(data);
        return tooLarge == null ? checkChannels(name, data, request) : tooLarge;
    }

    private @Nullable Refused checkSize(String data) {
        if (data.length() <= app.maxEventData() / MOST_BYTES_PER_CHAR) {
            return null;
        }
        int bytes = data.getBytes(UTF_8).length;
        return bytes <= app.maxEventData()
                ? null
                : new Refused(
                        new Refusal(
                                413,
                                "data",
                                "data has %d bytes, max_event_data of this app is %d"
                                        .formatted(bytes, app.maxEventData())));
    }

    private Result checkChannels(String name, String data, EventRequest request) {
        List<String> given = request.channels();
        if (given.isEmpty()) {
            return refused("channels", "channel or channels is missing or empty");
        }
        if (given.size() > app.maxChannelsPerEvent()) {
            return refused(
                    "channels",
                    "%d channels are given, max_channels_per_event of this app is %d"
                            .formatted(given.size(), app.maxChannelsPerEvent()));
        }
        Set<ChannelName> channels = new LinkedHashSet<>();
        for (String each : given) {
            ChannelName channel = publishable(each);
            if (channel == null) {
                return refused("channels", "channels has an entry that is no channel name");
            }
            channels.add(channel);
        }
        if (channels.size() > 1 && channels.stream().anyMatch(each -> each.kind().encrypted())) {
            return refused(
                    "channels", "an encrypted channel must be the only channel of its event");
        }
        return checkRest(name, data, List.copyOf(channels), request);
    }

    private @Nullable ChannelName publishable(String text) {
        if (text.length() > app.maxChannelName()) {
            return null;
        }
        ChannelName channel = ChannelName.parse(text);
        return channel == null || channel.kind().guard() == Guard.HUB_ONLY ? null : channel;
    }

    private Result checkRest(
            String name, String data, List<ChannelName> channels, EventRequest request) {
        String socketId = request.socketId();
        SocketId except = socketId == null ? null : SocketId.parse(socketId);
        if (socketId != null && except == null) {
            return refused("socket_id", "socket_id is not two numbers joined by a dot");
        }
        String key = request.idempotencyKey();
        if (key != null && !IDEMPOTENCY_KEY.matcher(key).matches()) {
            return refused(
                    "idempotency_key",
                    "idempotency_key is not 1 to 64 characters out of A-Z a-z 0-9 _ - .");
        }
        Attributes info = Attributes.of(request.info());
        if (strict) {
            for (ChannelName channel : channels) {
                String objection = info.objection(channel);
                if (objection != null) {
                    return refused("info", objection);
                }
            }
        }
        return new CheckedEvent(name, data, channels, except, info, key);
    }

    private static Refused refused(String field, String reason) {
        return new Refused(new Refusal(400, field, reason));
    }
}
