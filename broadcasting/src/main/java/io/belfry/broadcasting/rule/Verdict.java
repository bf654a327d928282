package io.belfry.broadcasting.rule;

import org.jspecify.annotations.Nullable;

/** What all rules together say to somebody who asks for a channel. */
public sealed interface Verdict {

    /**
     * @param user as the guard knows it that the rule asked
     * @param info what others see of the user on a presence channel; null when nothing was said
     * @param audience for whom the channel is; null when the rule keeps nobody apart
     */
    record Granted(ChannelUser user, @Nullable Object info, @Nullable String audience)
            implements Verdict {}

    /**
     * @param reason for the log, never for the client
     */
    record Refused(String reason) implements Verdict {}

    /** The rule could not decide: nobody is let in now, and may ask again. */
    record Failed() implements Verdict {}
}
