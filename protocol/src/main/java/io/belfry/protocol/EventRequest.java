package io.belfry.protocol;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The wish of an app to publish, as the HTTP API carries it ({@code POST /events}, and each item of
 * {@code POST /batch_events}). The fields are of the right JSON types and nothing more is checked:
 * names, sizes and counts are the hub's to judge, as apps may differ in them.
 *
 * @param name of the event; null when absent
 * @param data as subscribers will see it; a JSON value that was no string has become the text of
 *     that value; null when absent
 * @param channels from {@code channels}, or else the one of {@code channel}; empty when both are
 *     absent
 * @param socketId the connection that shall not hear of it; null when absent
 * @param info which attributes of the channels the answer shall tell, comma separated; null when
 *     absent
 */
public record EventRequest(
        @Nullable String name,
        @Nullable String data,
        List<String> channels,
        @Nullable String socketId,
        @Nullable String info) {

    public EventRequest {
        channels = List.copyOf(channels);
    }

    /**
     * Reads the body of {@code POST /events}.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static EventRequest ofBody(String body) {
        Fields fields = new Fields();
        try {
            JsonSource.readObject(body, fields::member);
        } catch (JsonSource.Malformed e) {
            throw new IllegalArgumentException("the body cannot be read: " + e.getMessage(), e);
        }
        return fields.request();
    }

    /**
     * Reads the body of {@code POST /batch_events}.
     *
     * @throws IllegalArgumentException saying what is wrong, with the number of the item
     */
    public static List<EventRequest> ofBatchBody(String body) {
        Batch batch = new Batch();
        try {
            JsonSource.readObject(body, batch::member);
        } catch (JsonSource.Malformed e) {
            throw new IllegalArgumentException("the body cannot be read: " + e.getMessage(), e);
        }
        if (batch.items == null) {
            throw new IllegalArgumentException("batch is missing");
        }
        return batch.items;
    }

    private static final class Batch {
        private @Nullable List<EventRequest> items;

        void member(String name, JsonSource value) {
            if (name.equals("batch")) {
                List<EventRequest> read = new ArrayList<>();
                value.array("batch", item -> read.add(item(item, read.size())));
                items = read;
            }
        }

        private static EventRequest item(JsonSource source, int number) {
            if (!source.isObject()) {
                throw new JsonSource.Malformed("batch[" + number + "] is not an object");
            }
            Fields fields = new Fields();
            source.object(fields::member);
            return fields.request();
        }
    }

    private static final class Fields {
        private @Nullable String name;
        private @Nullable String data;
        private @Nullable List<String> channels;
        private @Nullable String channel;
        private @Nullable String socketId;
        private @Nullable String info;

        void member(String field, JsonSource value) {
            if (value.isNull() && !field.equals("data")) {
                return;
            }
            switch (field) {
                case "name" -> name = value.string("name");
                case "data" -> data = dataOf(value);
                case "channels" -> channels = channelsOf(value);
                case "channel" -> channel = value.string("channel");
                case "socket_id" -> socketId = value.string("socket_id");
                case "info" -> info = value.string("info");
                default -> {
                    // SDKs may send more than a hub needs.
                }
            }
        }

        private static String dataOf(JsonSource value) {
            String text = value.stringOrNull();
            return text != null ? text : value.raw();
        }

        private static List<String> channelsOf(JsonSource value) {
            List<String> names = new ArrayList<>();
            value.array("channels", each -> names.add(each.string("each of channels")));
            return names;
        }

        EventRequest request() {
            List<String> all = channels;
            if (all == null) {
                all = channel == null ? List.of() : List.of(channel);
            }
            return new EventRequest(name, data, all, socketId, info);
        }
    }
}
