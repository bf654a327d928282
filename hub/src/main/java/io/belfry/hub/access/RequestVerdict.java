package io.belfry.hub.access;

/** Whether a call of the HTTP API comes from the app it speaks for. */
public sealed interface RequestVerdict {
    record Authentic(App app) implements RequestVerdict {}

    /**
     * @param status of HTTP
     */
    record Refused(int status, String reason) implements RequestVerdict {}
}
