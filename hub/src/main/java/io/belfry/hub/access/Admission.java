package io.belfry.hub.access;

import io.belfry.protocol.ErrorCode;

/** Whether a client may come in. */
public sealed interface Admission {

    record Admitted(App app) implements Admission {}

    /**
     * @param appId empty when there is no such app
     */
    record Refused(String appId, ErrorCode code, String reason) implements Admission {}
}
