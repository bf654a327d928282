package io.belfry.redis.nodes;

import java.io.IOException;

/** A Redis that nodes cannot share, and why: it is not there, refuses, or is too old. */
public final class RedisRefused extends IOException {
    private static final long serialVersionUID = 1L;

    RedisRefused(String message) {
        super(message);
    }

    RedisRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
