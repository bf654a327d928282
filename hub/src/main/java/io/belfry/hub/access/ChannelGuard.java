package io.belfry.hub.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.settings.AppSettings;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.ClientCommand;
import io.belfry.protocol.Member;
import io.belfry.protocol.SignedInUser;
import io.belfry.protocol.SignedText;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

/**
 * Judges who wants to join a channel (Pusher Channels documentation, "Authorizing users").
 *
 * <p>Immutable.
 */
public final class ChannelGuard {
    private ChannelGuard() {}

    /**
     * @param user whom the connection is signed in as; null when it is not
     */
    public static ChannelVerdict judge(
            App app, SocketId socket, ClientCommand.Subscribe wish, @Nullable SignedInUser user) {
        ChannelName channel = ChannelName.parse(wish.channel());
        if (channel == null || wish.channel().length() > app.settings().maxChannelName()) {
            return ChannelVerdict.Refused.invalid(
                    "The channel name is not valid: 1 to "
                            + app.settings().maxChannelName()
                            + " characters out of A-Z a-z 0-9 _ - = @ , . ;");
        }
        return switch (channel.kind().guard()) {
            case NONE -> judgePublic(app, channel);
            case PRIVATE -> judgePrivate(app, socket, channel, wish);
            case PRESENCE -> judgePresence(app, socket, channel, wish, user);
            case OWN_USER -> judgeOwnUser(channel, user);
            case HUB_ONLY ->
                    ChannelVerdict.Refused.invalid("Channel names that begin with # are reserved");
        };
    }

    private static ChannelVerdict judgePublic(App app, ChannelName channel) {
        return app.settings().publicChannels()
                ? ChannelVerdict.Granted.anonymous(channel)
                : ChannelVerdict.Refused.unauthorized("This app has no public channels.");
    }

    private static ChannelVerdict judgePrivate(
            App app, SocketId socket, ChannelName channel, ClientCommand.Subscribe wish) {
        return isSigned(app, socket, channel, wish)
                ? new ChannelVerdict.Granted(channel, null, named(wish.channelData()))
                : ChannelVerdict.Refused.unauthorized("The connection is unauthorized.");
    }

    /** Apps may say on private channels too who it is; what else they sign there is theirs. */
    private static @Nullable String named(@Nullable String channelData) {
        try {
            return channelData == null ? null : Member.ofChannelData(channelData).userId();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ChannelVerdict judgeOwnUser(ChannelName channel, @Nullable SignedInUser user) {
        return user != null && user.id().equals(channel.suffix())
                ? ChannelVerdict.Granted.anonymous(channel)
                : ChannelVerdict.Refused.unauthorized(
                        "The connection is not signed in as this user.");
    }

    private static ChannelVerdict judgePresence(
            App app,
            SocketId socket,
            ChannelName channel,
            ClientCommand.Subscribe wish,
            @Nullable SignedInUser user) {
        if (!isSigned(app, socket, channel, wish)) {
            return ChannelVerdict.Refused.unauthorized("The connection is unauthorized.");
        }
        if (wish.channelData() != null) {
            return judgeMember(app, channel, wish.channelData());
        }
        return user == null
                ? ChannelVerdict.Refused.unauthorized(
                        "A presence channel needs channel_data with a user_id, or a signed-in"
                                + " user.")
                : judgeSize(app, channel, new Member(user.id(), user.userInfo()));
    }

    private static ChannelVerdict judgeMember(App app, ChannelName channel, String channelData) {
        try {
            return judgeSize(app, channel, Member.ofChannelData(channelData));
        } catch (IllegalArgumentException e) {
            return ChannelVerdict.Refused.unauthorized(String.valueOf(e.getMessage()));
        }
    }

    private static ChannelVerdict judgeSize(App app, ChannelName channel, Member member) {
        AppSettings settings = app.settings();
        int longestId = settings.presence().maxUserId();
        if (member.userId().codePointCount(0, member.userId().length()) > longestId) {
            return ChannelVerdict.Refused.limit(
                    "user_id is longer than " + longestId + " characters");
        }
        int largestInfo = settings.presence().maxUserInfo();
        if (member.userInfo().getBytes(UTF_8).length > largestInfo) {
            return ChannelVerdict.Refused.limit(
                    "user_info is larger than " + largestInfo + " bytes");
        }
        return new ChannelVerdict.Granted(channel, member, member.userId());
    }

    private static boolean isSigned(
            App app, SocketId socket, ChannelName channel, ClientCommand.Subscribe wish) {
        String auth = wish.auth();
        return auth != null
                && app.vouches(SignedText.ofChannel(socket, channel, wish.channelData()), auth);
    }
}
