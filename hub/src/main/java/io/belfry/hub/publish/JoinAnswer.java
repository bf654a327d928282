package io.belfry.hub.publish;

/** How the shared truth answers who wants to join. */
public sealed interface JoinAnswer permits Joined, JoinAnswer.Full {

    /** The presence channel has as many users as it may have. */
    record Full(int maxMembers) implements JoinAnswer {}
}
