package io.belfry.redis;

import io.belfry.protocol.RedisFailure;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisLoadingException;

/** Says why Redis did not do something, from what its client library throws. */
public final class LettuceFailure {
    private LettuceFailure() {}

    /** Whether it has refused, and why. One that is loading its data comes round by itself. */
    public static RedisFailure of(Throwable thrown) {
        return RedisFailure.of(
                thrown,
                each ->
                        each instanceof RedisCommandExecutionException
                                && !(each instanceof RedisLoadingException));
    }
}
