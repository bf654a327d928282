package io.belfry.hub.webhook;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** Says what went wrong with a try, in words that may be logged: nothing of address or body. */
final class Trouble {
    private Trouble() {}

    /** Null when nothing did: the endpoint has answered with a 2xx. */
    static @Nullable String of(@Nullable HttpResponse<Void> response, @Nullable Throwable failure) {
        if (response != null) {
            int status = response.statusCode();
            return status >= 200 && status < 300 ? null : "answered " + status;
        }
        return failure == null ? "no answer" : of(failure);
    }

    private static String of(Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return of(failure.getCause());
        }
        // Messages of exceptions can repeat the address, which may have a token in it.
        return failure instanceof CancellationException
                ? "no answer in time"
                : failure.getClass().getSimpleName();
    }
}
