package io.belfry.bench;

/** Texts as they come and go every day. */
final class Samples {
    static final String APP_ID = "bench";
    static final String KEY = "bench-key";
    static final String SECRET = "bench-secret";
    static final String SOCKET_ID = "123456789.987654321";
    static final String CHANNEL = "private-orders.4711";

    private Samples() {}

    /** Data that is JSON, as SDKs send it, of this many characters. */
    static String data(int size) {
        String start = "{\"id\":4711,\"state\":\"shipped\",\"note\":\"";
        String end = "\"}";
        return start + "x".repeat(size - start.length() - end.length()) + end;
    }

    /** The body of {@code POST /apps/{app}/events} for one channel. */
    static String event(int dataSize) {
        return "{\"name\":\"order.changed\",\"channel\":\"%s\",\"data\":\"%s\"}"
                .formatted(CHANNEL, escaped(data(dataSize)));
    }

    /** JSON as it stands inside a JSON string. */
    static String escaped(String json) {
        return json.replace("\"", "\\\"");
    }
}
