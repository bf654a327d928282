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
 * @param idempotencyKey names this event, so that a second request for it publishes nothing: an
 *     extension of Belfry; null when absent
 */
public record EventRequest(
        @Nullable String name,
        @Nullable String data,
        List<String> channels,
        @Nullable String socketId,
        @Nullable String info,
        @Nullable String idempotencyKey) {

    public EventRequest {
        channels = List.copyOf(channels);
    }

    /** One that may be published as often as it is asked for. */
    public EventRequest(
            @Nullable String name,
            @Nullable String data,
            List<String> channels,
            @Nullable String socketId,
            @Nullable String info) {
        this(name, data, channels, socketId, info, null);
    }

    /** The body of a request is none that publishes anything. */
    public static final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final String field;

        private Unreadable(JsonSource.Malformed cause) {
            super("the body cannot be read: " + cause.getMessage(), cause);
            this.field = cause.field();
        }

        /**
         * The field that is missing or of the wrong type, such as {@code name} or {@code
         * batch.1.name}; empty when the body is wrong as a whole.
         */
        public String field() {
            return field;
        }
    }

    /**
     * Reads the body of {@code POST /events}.
     *
     * @throws Unreadable saying what is wrong
     */
    public static EventRequest ofBody(byte[] body) {
        return ofBody(text(body));
    }

    /**
     * Reads the body of {@code POST /events}.
     *
     * @throws Unreadable saying what is wrong
     */
    public static EventRequest ofBody(String body) {
        Fields fields = new Fields();
        try {
            JsonSource.readObject(body, fields::member);
        } catch (JsonSource.Malformed e) {
            throw new Unreadable(e);
        }
        return fields.request();
    }

    /**
     * Reads the body of {@code POST /batch_events}.
     *
     * @throws Unreadable saying what is wrong, with the number of the item
     */
    public static List<EventRequest> ofBatchBody(byte[] body) {
        return ofBatchBody(text(body));
    }

    /**
     * Reads the body of {@code POST /batch_events}.
     *
     * @throws Unreadable saying what is wrong, with the number of the item
     */
    public static List<EventRequest> ofBatchBody(String body) {
        try {
            Batch batch = new Batch();
            JsonSource.readObject(body, batch::member);
            return batch.items();
        } catch (JsonSource.Malformed e) {
            throw new Unreadable(e);
        }
    }

    private static String text(byte[] body) {
        try {
            return JsonSource.textOf(body);
        } catch (JsonSource.Malformed e) {
            throw new Unreadable(e);
        }
    }

    private static final class Batch {
        private @Nullable List<EventRequest> items;

        List<EventRequest> items() {
            if (items == null) {
                throw new JsonSource.Malformed("batch is missing").inMember("batch");
            }
            return items;
        }

        void member(String name, JsonSource value) {
            if (!name.equals("batch")) {
                return;
            }
            List<EventRequest> read = new ArrayList<>();
            try {
                value.array("batch", item -> read.add(item(item, read.size())));
            } catch (JsonSource.Malformed e) {
                throw e.inMember("batch");
            }
            items = read;
        }

        private static EventRequest item(JsonSource source, int number) {
            Fields fields = new Fields();
            try {
                source.object(fields::member);
            } catch (JsonSource.Malformed e) {
                throw e.inElement("batch", number);
            }
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
        private @Nullable String idempotencyKey;

        void member(String field, JsonSource value) {
            if (value.isNull() && !field.equals("data")) {
                return;
            }
            try {
                take(field, value);
            } catch (JsonSource.Malformed e) {
                throw e.inMember(field);
            }
        }

        private void take(String field, JsonSource value) {
            switch (field) {
                case "name" -> name = value.string("name");
                case "data" -> data = dataOf(value);
                case "channels" -> channels = channelsOf(value);
                case "channel" -> channel = value.string("channel");
                case "socket_id" -> socketId = value.string("socket_id");
                case "info" -> info = value.string("info");
                case "idempotency_key" -> idempotencyKey = value.string("idempotency_key");
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
            return new EventRequest(name, data, all, socketId, info, idempotencyKey);
        }
    }
}
