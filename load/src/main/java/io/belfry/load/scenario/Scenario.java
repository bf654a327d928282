package io.belfry.load.scenario;

import java.time.Duration;
import java.util.Map;

/**
 * What is done to a server. Every scenario is bounded in count and time; its constructor throws
 * {@link IllegalArgumentException} naming the component and the limit.
 *
 * <p>Immutable.
 */
public sealed interface Scenario
        permits Idle, Fanout, ClientEvents, Publish, Presence, Churn, ReconnectStorm {

    /** As on the command line. */
    String name();

    /** The longest that it may take, the time to connect left out. */
    Duration duration();

    /** How many connections it wants at once, those of the HTTP API included. */
    int connections();

    /**
     * The same with fewer connections, as many as are possible.
     *
     * @param most from 0, less than {@link #connections}
     * @throws IllegalArgumentException when it makes no sense with so few
     */
    Scenario withConnections(int most);

    /** What was asked for, by option, in the order to be shown in. */
    Map<String, String> settings();
}
