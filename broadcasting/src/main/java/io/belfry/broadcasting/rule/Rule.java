package io.belfry.broadcasting.rule;

/** Decides who may listen to the channels of one pattern. Asked by many threads at once. */
@FunctionalInterface
public interface Rule {

    /**
     * Whatever it throws keeps the user out and is logged.
     *
     * @param user who asks; guests never come here
     */
    Decision decide(ChannelUser user, Placeholders placeholders) throws Exception;
}
