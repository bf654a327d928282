package io.belfry.load.run;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.belfry.load.measure.Latency;
import io.belfry.load.measure.Marker;
import io.belfry.load.scenario.Pace;
import io.belfry.load.wire.ApiLane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Those who publish over the HTTP API, on lanes of which each keeps to one channel. A lane sends
 * its next event when the API has answered the one before; so what it sends has an order.
 *
 * <p>Confined to the tester's loop; not thread-safe.
 */
final class Publishers {
    private static final long STALLED = Duration.ofSeconds(5).toNanos();
    private static final Duration BREATH = Duration.ofMillis(10);
    private static final int MOST_FAILURES = 20;
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;

    private final Run run;
    private final IntUnaryOperator audience;
    private final Measured measured;
    private final List<Lane> lanes = new ArrayList<>();
    private final Deque<Lane> idle = new ArrayDeque<>();
    private final Latency answers = new Latency("api", "from publishing to the answer of the API");

    private boolean closedLoop;
    private boolean stopped;
    private double rate;
    private long startedAt;
    private long begun;
    private long unsent;
    private long accepted;
    private long answered;
    private long refused;
    private long stalls;
    private int unreachable;
    private String refusal = "";

    /** One connection with what it has under way. Confined to the tester's loop. */
    private static final class Lane {
        final int number;
        final ApiLane api;
        final byte[] body;
        final int markerAt;
        final BitSet unsure = new BitSet();
        int sequence;
        int remaining;
        boolean underWay;
        boolean unanswered;
        long dueAt;

        Lane(int number, ApiLane api, byte[] body, int markerAt) {
            this.number = number;
            this.api = api;
            this.body = body;
            this.markerAt = markerAt;
        }
    }

    /**
     * @param channels of each lane
     * @param size of the data, in bytes
     * @param audience how many subscribers there are now for a lane's event
     */
    Publishers(
            Run run,
            Measured measured,
            List<String> channels,
            int size,
            IntUnaryOperator audience) {
        this.run = run;
        this.measured = measured;
        this.audience = audience;
        for (String channel : channels) {
            String head = "{\"name\":\"bench\",\"channel\":\"%s\",\"data\":\"".formatted(channel);
            byte[] padding = new byte[size];
            Arrays.fill(padding, (byte) 'x');
            String body = head + new String(padding, US_ASCII) + "\"}";
            lanes.add(
                    new Lane(
                            lanes.size(),
                            new ApiLane(run.loop),
                            body.getBytes(US_ASCII),
                            head.length()));
        }
        run.everySecond(answers::turn);
        run.timeline.watchGrowth("published", "published", "1/s", () -> accepted);
    }

    void start(Pace pace) {
        startedAt = System.nanoTime();
        switch (pace) {
            case Pace.InFlight any -> {
                closedLoop = true;
                lanes.forEach(lane -> publish(lane, System.nanoTime()));
                lookForStalls();
            }
            case Pace.Rate(double perSecond) -> {
                rate = perSecond;
                idle.addAll(lanes);
                publishDue();
            }
        }
    }

    void stop() {
        if (!stopped && rate > 0 && idle.isEmpty()) {
            unsent = overdue(System.nanoTime());
        }
        stopped = true;
    }

    void close() {
        lanes.forEach(lane -> lane.api.close());
    }

    private void publishDue() {
        if (stopped) {
            return;
        }
        while (nextDue() - System.nanoTime() <= 0 && !idle.isEmpty()) {
            publishNext(idle.poll());
        }
        if (!idle.isEmpty()) {
            run.loop.at(nextDue(), this::publishDue);
        }
        // Else whichever lane is free next goes on.
    }

    private void publishNext(Lane lane) {
        long due = nextDue();
        begun++;
        publish(lane, due);
    }

    private long nextDue() {
        return startedAt + (long) (begun * 1e9 / rate);
    }

    /** How many were due by now and have not been sent. */
    private long overdue(long now) {
        return Math.max(0, (long) Math.floor((now - startedAt) / 1e9 * rate) + 1 - begun);
    }

    private void publish(Lane lane, long due) {
        lane.dueAt = due;
        lane.underWay = true;
        lane.unanswered = true;
        lane.remaining = closedLoop ? audience.applyAsInt(lane.number) : 0;
        Marker.write(lane.body, lane.markerAt, lane.number, lane.sequence, due);
        lane.api.publish(lane.body, (status, text) -> answered(lane, status, text));
    }

    private void answered(Lane lane, int status, String text) {
        lane.unanswered = false;
        if (status != OK) {
            refused(lane, status, text);
            return;
        }
        unreachable = 0;
        lane.sequence++;
        accepted++;
        if (measured.isOpen()) {
            answered++;
        }
        answers.record(System.nanoTime() - lane.dueAt, measured.covers(lane.dueAt));
        if (lane.remaining <= 0) {
            next(lane);
        }
    }

    private void refused(Lane lane, int status, String text) {
        refused++;
        refusal = status == 0 ? text : status + " " + text.strip();
        unreachable = status == 0 ? unreachable + 1 : 0;
        if (unreachable >= MOST_FAILURES) {
            run.breakOff("the HTTP API cannot be reached any more: " + text);
        }
        if (status == 0 || status >= SERVER_ERROR) {
            // Perhaps it was taken before this happened: its number is used up, and nobody's loss.
            lane.unsure.set(lane.sequence);
            lane.sequence++;
        }
        // Else the same number again: this one is on its way to nobody.
        lane.remaining = 0;
        run.loop.after(BREATH, () -> next(lane));
    }

    /** A subscriber has got an event. */
    void arrived(int number, int sequence) {
        Lane lane = lanes.get(number);
        // The answer of the API may come later than the event.
        int current = lane.unanswered ? lane.sequence : lane.sequence - 1;
        if (closedLoop && lane.underWay && sequence == current) {
            lane.remaining--;
            if (lane.remaining == 0 && !lane.unanswered) {
                next(lane);
            }
        }
    }

    private void next(Lane lane) {
        lane.underWay = false;
        if (stopped) {
            return;
        }
        if (closedLoop) {
            publish(lane, System.nanoTime());
        } else {
            idle.add(lane);
            if (idle.size() == 1) {
                publishDue();
            }
        }
    }

    /** What was lost must not keep the closed loop closed. */
    private void lookForStalls() {
        if (stopped) {
            return;
        }
        long now = System.nanoTime();
        for (Lane lane : lanes) {
            if (lane.underWay && !lane.unanswered && now - lane.dueAt > STALLED) {
                stalls++;
                lane.remaining = 0;
                next(lane);
            }
        }
        run.loop.after(Duration.ofSeconds(1), this::lookForStalls);
    }

    /** What the API has taken of this lane. */
    Sent sent(int lane) {
        return new Sent(lanes.get(lane).sequence, lanes.get(lane).unsure);
    }

    /** How many events the API has taken so far. */
    long accepted() {
        return accepted;
    }

    /** How many events the API has taken in the measured time. */
    long answered() {
        return answered;
    }

    /** Whether all that was sent has been answered. */
    boolean isQuiet() {
        return unanswered() == 0;
    }

    /**
     * Called when answers have been waited for. Not on the loop.
     *
     * @throws BrokenOff when some are missing: how late they would have been is not known then
     */
    void requireAnswers() throws BrokenOff {
        long missing = run.loop.ask(this::unanswered);
        if (missing > 0) {
            throw new BrokenOff(
                    "the server has not answered %,d publishes, and whatever was due after them"
                                    .formatted(missing)
                            + " is in no percentile");
        }
    }

    private long unanswered() {
        return lanes.stream().filter(lane -> lane.api.isBusy()).count();
    }

    String lastHigh() {
        return answers.lastHighInWords();
    }

    void conclude(Findings findings) {
        findings.figure(
                "published_per_second",
                "published per second",
                answered / measured.seconds(),
                "1/s");
        findings.count("published", "published in all, warm-up included", accepted);
        findings.count("refused", "publishes that were refused or failed", refused);
        findings.latency(answers);
        if (refused > 0) {
            findings.remark(
                    "%,d publishes were refused or failed, the last one with: %s"
                            .formatted(refused, refusal));
        }
        if (stalls > 0) {
            findings.remark(
                    "%,d times an event had not reached everybody after 5 seconds, and the next one"
                                    .formatted(stalls)
                            + " was sent all the same.");
        }
        if (unsent > 0) {
            findings.remark(
                    "The server did not keep up: %,d events were due and could not be sent."
                            .formatted(unsent));
        }
    }
}
