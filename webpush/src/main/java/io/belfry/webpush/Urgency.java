package io.belfry.webpush;

/** How much a message may cost the battery of a device (RFC 8030, 5.3). */
public enum Urgency {
    VERY_LOW("very-low"),
    LOW("low"),
    NORMAL("normal"),
    HIGH("high");

    private final String header;

    Urgency(String header) {
        this.header = header;
    }

    String header() {
        return header;
    }
}
