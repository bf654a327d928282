package io.belfry.hub.webhook;

import io.belfry.protocol.AppKey;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

/**
 * Posts signed bodies over HTTP. The client behind it comes into being with the first call.
 *
 * <p>Confined to the webhook thread; not thread-safe. What it returns completes on other threads.
 */
final class Courier {
    private @Nullable HttpClient client;

    /**
     * Posts the body with its signature.
     *
     * @return the status of the answer once all of it has come; fails when none comes. Cancelling
     *     it ends the exchange.
     */
    CompletableFuture<HttpResponse<Void>> post(
            URI url, byte[] body, AppKey key, Map<String, String> headers) {
        try {
            return client().sendAsync(request(url, body, key, headers), BodyHandlers.discarding());
        } catch (RuntimeException e) {
            // A header that HTTP does not allow, or no file descriptor for a client. As with any
            // other failure, the call is tried again.
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Ends whatever is on its way. */
    void stop() {
        if (client != null) {
            client.shutdownNow();
        }
    }

    private static HttpRequest request(
            URI url, byte[] body, AppKey key, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        request.setHeader("User-Agent", "Belfry");
        headers.forEach(request::setHeader);
        // Set last, so that nothing overrides them. No charset behind the content type: SDKs
        // compare the whole value.
        request.setHeader("Content-Type", "application/json");
        request.setHeader("X-Pusher-Key", key.key());
        request.setHeader("X-Pusher-Signature", key.sign(body));
        return request.POST(BodyPublishers.ofByteArray(body)).build();
    }

    private HttpClient client() {
        // A client that ran out of file descriptors is done for good.
        if (client == null || client.isTerminated()) {
            client =
                    HttpClient.newBuilder()
                            // Else a plain-text call offers an upgrade to HTTP/2, which small
                            // servers stumble over.
                            .version(HttpClient.Version.HTTP_1_1)
                            // A redirect would carry a signed body to an address that nobody
                            // configured, perhaps inside the operator's own network, and after a
                            // 301 or 302 as a GET without it.
                            .followRedirects(HttpClient.Redirect.NEVER)
                            .executor(Executors.newVirtualThreadPerTaskExecutor())
                            .build();
        }
        return client;
    }
}
