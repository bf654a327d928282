package io.belfry.load.run;

import io.belfry.load.measure.Marker;
import io.belfry.load.scenario.Churn;
import io.belfry.load.scenario.Pace;
import io.belfry.load.server.LoadFailed;
import io.belfry.load.server.Wish;
import io.belfry.load.wire.Wire;
import io.netty.buffer.ByteBuf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@link Churn}. Each visitor is on a private channel of its own, so that channels come and go with
 * them; residents share one.
 */
final class ChurnCourse implements Course, Crowd.Hearer {
    private final Run run;
    private final Churn scenario;
    private final Crowd residents;
    private final Visitors visitors;
    private final Measured measured;
    private final Publishers publishers;
    private final Receipts receipts;
    private final List<Long> memory = new ArrayList<>();

    ChurnCourse(Run run, Churn scenario) {
        this.run = run;
        this.scenario = scenario;
        this.measured = new Measured(run);
        this.residents = new Crowd(run, index -> Wish.channel(channel()), this);
        this.visitors =
                new Visitors(
                        run,
                        measured,
                        scenario.rate(),
                        scenario.stay(),
                        (index, due) ->
                                Wish.channel("private-bench-" + run.token + "-visitor-" + index));
        this.publishers =
                new Publishers(
                        run,
                        measured,
                        Collections.nCopies(scenario.lanes(), channel()),
                        scenario.size(),
                        lane -> residents.ready());
        this.receipts = new Receipts(run, measured, scenario.lanes());
        run.everySecond(this::lookAtMemory);
    }

    private void lookAtMemory() {
        if (measured.isOpen() && run.server != null) {
            memory.add(run.server.rss());
        }
    }

    private String channel() {
        return "bench-" + run.token + "-residents";
    }

    @Override
    public void go() throws BrokenOff, LoadFailed {
        if (scenario.residents() > 0) {
            residents.gather(scenario.residents(), 0);
        }
        run.loop.tell(this::begin);
        run.pass(scenario.warmUp());
        run.loop.tell(measured::begin);
        run.pass(scenario.duration());
        run.loop.tell(this::stop);
        run.until(run.patience, () -> publishers.isQuiet() && lost() == 0);
        run.until(scenario.stay().plus(run.patience), visitors::areGone);
        publishers.requireAnswers();
    }

    private void begin() {
        visitors.start();
        if (scenario.publishRate() > 0) {
            publishers.start(new Pace.Rate(scenario.publishRate()));
        }
    }

    private void stop() {
        measured.end();
        visitors.stop();
        publishers.stop();
    }

    @Override
    public void arrived(Wire wire, ByteBuf bytes, int at, long now) {
        if (receipts.take(wire.index, Marker.lane(bytes, at), bytes, at, now)) {
            publishers.arrived(Marker.lane(bytes, at), Marker.sequence(bytes, at));
        }
    }

    private long lost() {
        long lost = 0;
        for (Wire wire : residents.wires()) {
            if (wire.isReady()) {
                lost += receipts.missing(wire.index, publishers::sent);
            }
        }
        return lost;
    }

    @Override
    public String status() {
        return "%,d residents, %,d visitors, %,d delivered, p99 %s"
                .formatted(
                        residents.ready(),
                        visitors.ready(),
                        receipts.received(),
                        receipts.lastHigh());
    }

    @Override
    public void conclude(Findings findings) {
        stop();
        visitors.conclude(findings);
        if (scenario.residents() > 0) {
            receipts.conclude(findings, lost());
            publishers.conclude(findings);
            residents.conclude(findings);
        }
        measured.conclude(findings, "visitor", visitors.came());
        concludeMemory(findings);
        publishers.close();
    }

    private void concludeMemory(Findings findings) {
        List<Long> half = memory.subList(memory.size() / 2, memory.size());
        if (half.size() < 2) {
            return;
        }
        long least = Collections.min(half);
        long most = Collections.max(half);
        findings.figure(
                "rss_spread",
                "spread of server memory in the second half",
                100.0 * (most - least) / least,
                "%");
    }
}
