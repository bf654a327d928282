package io.belfry.broadcasting.authorization;

import io.belfry.broadcasting.encryption.MasterKey;
import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.EncryptedPrivateChannel;
import io.belfry.broadcasting.event.PresenceChannel;
import io.belfry.broadcasting.event.PublicChannel;
import io.belfry.broadcasting.payload.PayloadWriter;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.broadcasting.rule.Users;
import io.belfry.broadcasting.rule.Verdict;
import io.belfry.protocol.AppKey;
import io.belfry.protocol.ChannelName;
import io.belfry.protocol.JsonObject;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashSet;
import java.util.function.Predicate;

/**
 * What an application answers at {@code /broadcasting/auth} and {@code /broadcasting/user-auth}
 * (Pusher Channels documentation, "Authorizing users" and "Authenticating users"). Any web
 * framework can serve it. Signs nothing that is no channel or socket, as such a signature would
 * mean something else.
 *
 * <p>Thread-safe.
 */
public final class Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final String NO_INFO = "{}";

    private final AppKey key;
    private final ChannelRules rules;
    private final PayloadWriter payloads;
    private final @Nullable MasterKey masterKey;
    private final Predicate<Channel> namesUsers;

    /**
     * @param json writes what presence channels show of a user
     * @param masterKey of encrypted channels; without one everybody is kept out of them
     */
    public Endpoints(
            AppKey key, ChannelRules rules, JsonMapper json, @Nullable MasterKey masterKey) {
        this(key, rules, new PayloadWriter(json), masterKey, channel -> false);
    }

    private Endpoints(
            AppKey key,
            ChannelRules rules,
            PayloadWriter payloads,
            @Nullable MasterKey masterKey,
            Predicate<Channel> namesUsers) {
        this.key = key;
        this.rules = rules;
        this.payloads = payloads;
        this.masterKey = masterKey;
        this.namesUsers = namesUsers;
    }

    /**
     * These, but they also say for private channels who the user is, in {@code channel_data} that
     * clients hand on to the server: so a Belfry hub finds all connections of a user who is to be
     * disconnected. For clients that do hand it on, as pusher-js and pusher-java-client; others are
     * refused, and so are all by servers that sign no such data.
     */
    public Endpoints withNamedUsers() {
        return withNamedUsersOn(channel -> true);
    }

    /** These, but they say so for some private channels: see {@link #withNamedUsers()}. */
    public Endpoints withNamedUsersOn(Predicate<Channel> some) {
        return new Endpoints(key, rules, payloads, masterKey, some);
    }

    /** Answers {@code /broadcasting/auth}. */
    public AuthorizationAnswer authorize(AuthorizationRequest request, Users users) {
        SocketId socket = SocketId.parse(request.socketId());
        if (socket == null) {
            return noSocketId();
        }
        if (request.several()) {
            return authorizeEach(request, socket, users);
        }
        return request.channels().isEmpty()
                ? AuthorizationAnswer.forbidden()
                : authorize(request.channels().getFirst(), socket, users);
    }

    private static AuthorizationAnswer noSocketId() {
        return AuthorizationAnswer.badRequest("socket_id is not two numbers joined by a dot");
    }

    private AuthorizationAnswer authorizeEach(
            AuthorizationRequest request, SocketId socket, Users users) {
        JsonObject answers = new JsonObject();
        for (String name : new LinkedHashSet<>(request.channels())) {
            AuthorizationAnswer answer = authorize(name, socket, users);
            answers.raw(
                    name,
                    new JsonObject()
                            .raw("status", answer.status())
                            .raw("body", answer.body())
                            .end());
        }
        return AuthorizationAnswer.ok(new JsonObject().raw("channels", answers.end()));
    }

    private AuthorizationAnswer authorize(String name, SocketId socket, Users users) {
        ChannelName wireName = ChannelName.parse(name);
        if (wireName == null) {
            return AuthorizationAnswer.badRequest("channel_name is no name of a channel");
        }
        Channel channel;
        try {
            channel = Channel.of(wireName);
        } catch (IllegalArgumentException e) {
            return refuse(wireName, e.getMessage());
        }
        return switch (channel) {
            case PublicChannel open -> refuse(wireName, "it is open to everybody");
            case EncryptedPrivateChannel sealed when masterKey == null ->
                    refuse(wireName, "there is no encryption master key");
            default -> decide(channel, socket, users);
        };
    }

    private AuthorizationAnswer decide(Channel channel, SocketId socket, Users users) {
        return switch (rules.decide(channel, users)) {
            case Verdict.Refused(String reason) -> refuse(channel.wireName(), reason);
            case Verdict.Failed() -> AuthorizationAnswer.failed();
            case Verdict.Granted granted -> grant(channel, socket, granted);
        };
    }

    private AuthorizationAnswer grant(Channel channel, SocketId socket, Verdict.Granted granted) {
        ChannelName name = channel.wireName();
        JsonObject answer = new JsonObject();
        String channelData;
        try {
            channelData = channelData(channel, granted);
        } catch (JacksonException e) {
            LOG.error("What {} shows of {} is no JSON; it is refused.", name, granted.user(), e);
            return AuthorizationAnswer.forbidden();
        }
        answer.text("auth", key.authorizeChannel(socket, name, channelData));
        if (channelData != null) {
            answer.text("channel_data", channelData);
        }
        if (channel instanceof EncryptedPrivateChannel && masterKey != null) {
            answer.text("shared_secret", masterKey.sharedSecret(name));
        }
        return AuthorizationAnswer.ok(answer);
    }

    private @Nullable String channelData(Channel channel, Verdict.Granted granted) {
        JsonObject data = new JsonObject().text("user_id", granted.user().id());
        if (!(channel instanceof PresenceChannel)) {
            return namesUsers.test(channel) ? data.end() : null;
        }
        Object info = granted.info();
        return data.raw(
                        "user_info",
                        info == null ? NO_INFO : payloads.write(info, granted.audience()))
                .end();
    }

    private static AuthorizationAnswer refuse(ChannelName channel, @Nullable String reason) {
        LOG.info("Refused {}: {}", channel, reason);
        return AuthorizationAnswer.forbidden();
    }

    /**
     * Answers {@code /broadcasting/user-auth}: who the user is, to whom the server then sends what
     * is for them on all their connections.
     */
    public AuthorizationAnswer authenticate(AuthorizationRequest request, Users users) {
        SocketId socket = SocketId.parse(request.socketId());
        if (socket == null) {
            return noSocketId();
        }
        ChannelUser user = users.of(Users.DEFAULT_GUARD);
        if (user == null) {
            return AuthorizationAnswer.forbidden();
        }
        String userData = new JsonObject().text("id", user.id()).end();
        return AuthorizationAnswer.ok(
                new JsonObject()
                        .text("auth", key.authenticateUser(socket, userData))
                        .text("user_data", userData));
    }
}
