package io.belfry.live.typing;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.event.Channel;
import io.belfry.fields.FieldRefused;
import io.belfry.fields.PlainText;
import io.belfry.live.shared.TypingPace;
import io.belfry.live.shared.TypingSignal;
import io.belfry.live.shared.UserNames;

import java.util.List;

/**
 * Who is typing. It is told to all on a channel but the connection that the request came with: once
 * in a while as long as it goes on, and its end at once. Who says nothing more is forgotten by
 * pages after the time that they are told. Nothing is kept but, in memory, what was told last.
 *
 * <p>Thread-safe.
 */
public final class Typing {
    private final Broadcaster broadcaster;
    private final TypingSettings settings;
    private final UserNames names;
    private final TypingPace pace;

    /**
     * @param names of users, asked when one is told of
     */
    public Typing(Broadcaster broadcaster, TypingSettings settings, UserNames names) {
        this.broadcaster = broadcaster;
        this.settings = settings;
        this.names = names;
        this.pace = new TypingPace(settings.every(), settings.most(), System::nanoTime);
    }

    /**
     * Tells the others on a channel that a user is typing, or no longer is.
     *
     * @param channel that the user may listen to, which is for the caller to ask its rules
     * @return whether it was told now; not when that has just been done
     * @throws FieldRefused when that is no user's id
     */
    public boolean tell(String user, Channel channel, boolean typing) {
        PlainText.userId("user_id", user);
        if (!pace.passes(user, channel.wireName().value(), typing)) {
            return false;
        }
        TypingSignal signal =
                new TypingSignal(
                        user,
                        names.of(List.of(user)).get(user),
                        typing,
                        settings.expires().toSeconds());
        // Now or never: it is no news once a hub that was away is back.
        broadcaster
                .broadcast(new TypingIndicator(channel, settings.event(), signal))
                .toOthers()
                .now()
                .rescue()
                .send();
        return true;
    }
}
