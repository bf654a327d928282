package io.belfry.load.run;

import io.belfry.load.scenario.ChannelUse;
import io.belfry.load.scenario.Churn;
import io.belfry.load.scenario.ClientEvents;
import io.belfry.load.scenario.Fanout;
import io.belfry.load.scenario.Idle;
import io.belfry.load.scenario.Presence;
import io.belfry.load.scenario.Publish;
import io.belfry.load.scenario.ReconnectStorm;
import io.belfry.load.scenario.Scenario;
import io.belfry.load.server.Dialect;
import io.belfry.load.server.LoadFailed;
import io.belfry.load.server.Target;
import io.belfry.load.server.Wish;
import io.belfry.load.wire.ApiLane;
import io.belfry.load.wire.Wire;
import io.belfry.load.wire.WireListener;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does once what the scenario does often, so that what cannot work is told in one sentence before
 * anything is loaded. Has no state.
 */
final class Preflight {
    private static final int PATIENCE_SECONDS = 10;

    private Preflight() {}

    static void check(Run run, Scenario scenario) throws LoadFailed {
        Wish wish = wish(scenario, run.token);
        if (wish != null) {
            checkWire(run, wish);
        }
        if (publishes(scenario)) {
            checkPublishing(run);
        }
    }

    private static @Nullable Wish wish(Scenario scenario, String token) {
        return switch (scenario) {
            case Idle it -> Channels.wish(it.channels(), token, -1);
            case ReconnectStorm it -> Channels.wish(it.channels(), token, -1);
            case Fanout any -> Channels.wish(ChannelUse.SHARED, token, -1);
            case ClientEvents any -> Channels.wish(ChannelUse.OWN, token, -1);
            case Churn any -> Channels.wish(ChannelUse.OWN, token, -1);
            case Presence any -> new Wish("presence-bench-" + token, "preflight");
            case Publish any -> null;
        };
    }

    private static boolean publishes(Scenario scenario) {
        return switch (scenario) {
            case Fanout any -> true;
            case Publish any -> true;
            case Churn it -> it.publishRate() > 0;
            case Idle any -> false;
            case ReconnectStorm any -> false;
            case ClientEvents any -> false;
            case Presence any -> false;
        };
    }

    private static void checkWire(Run run, Wish wish) throws LoadFailed {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        Wire[] wire = new Wire[1];
        run.loop.execute(() ->
                wire[0] =
                        Wire.open(
                                run.loop,
                                run.dialect,
                                wish,
                                new WireListener() {
                                    @Override
                                    public void ready(Wire wire) {
                                        outcome.complete("");
                                    }

                                    @Override
                                    public void ended(Wire wire, String why) {
                                        outcome.complete(why + "." + advice(run, wire));
                                    }
                                },
                                0,
                                System.nanoTime()));
        String why = await(outcome, "there was no answer in time.");
        run.loop.execute(() -> wire[0].close());
        if (!why.isEmpty()) {
            throw new LoadFailed(
                    "A client cannot connect to %s: %s"
                            .formatted(run.loop.target().webSockets(), why));
        }
    }

    /** What to look at: only who has seen the key can be in doubt of it. */
    private static String advice(Run run, Wire wire) {
        if (wire.reason() == Dialect.Reason.CREDENTIALS) {
            return " Check the key and the secret.";
        }
        if (wire.wasUpgraded()) {
            return "";
        }
        URI to = run.loop.target().webSockets();
        return " Check the address." + (wire.isUnanswered() ? aboutTls(to) : "");
    }

    /** A server that waits for TLS says nothing to whoever does not begin with it. */
    private static String aboutTls(URI address) {
        return Target.isEncrypted(address) ? "" : " Where TLS is spoken, it begins with https://.";
    }

    private static void checkPublishing(Run run) throws LoadFailed {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        ApiLane lane = new ApiLane(run.loop);
        byte[] body =
                "{\"name\":\"preflight\",\"channel\":\"bench-preflight\",\"data\":\"\"}"
                        .getBytes(StandardCharsets.US_ASCII);
        run.loop.execute(() ->
                lane.publish(
                        body,
                        (status, text) ->
                                outcome.complete(
                                        status == 200 ? "" : inWords(run, lane, status, text))));
        String why = await(outcome, inWords(run, lane, 0, "there was no answer in time"));
        run.loop.execute(lane::close);
        if (!why.isEmpty()) {
            throw new LoadFailed(why);
        }
    }

    private static String inWords(Run run, ApiLane lane, int status, String text) {
        URI api = run.loop.target().api();
        return switch (status) {
            case 0 ->
                    "The HTTP API at %s does not answer: %s.%s"
                            .formatted(api, text, lane.hasAsked() ? aboutTls(api) : "");
            case 401, 403 ->
                    "The HTTP API at %s refuses the signature (%d: %s). Check the app id, the key,"
                                    .formatted(api, status, text)
                            + " the secret, and the clock of this machine.";
            case 404 ->
                    "The HTTP API at %s does not know the app %s (404: %s)."
                            .formatted(api, run.loop.target().appId(), text);
            default ->
                    "The HTTP API at %s does not take an event (%d: %s)."
                            .formatted(api, status, text);
        };
    }

    private static String await(CompletableFuture<String> outcome, String otherwise)
            throws LoadFailed {
        try {
            return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadFailed("The tester was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody fails it", e);
        }
    }
}
