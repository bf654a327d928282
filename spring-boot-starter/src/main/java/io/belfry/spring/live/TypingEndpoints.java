package io.belfry.spring.live;

import static org.springframework.http.HttpMethod.POST;

import io.belfry.broadcasting.event.Channel;
import io.belfry.broadcasting.event.EncryptedPrivateChannel;
import io.belfry.broadcasting.rule.ChannelRules;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.fields.FieldRefused;
import io.belfry.live.typing.Typing;
import io.belfry.protocol.ChannelName;
import io.belfry.spring.web.PageAnswer;
import io.belfry.spring.web.PageBody;
import io.belfry.spring.web.PageCall;
import io.belfry.spring.web.PageEndpoint;
import io.belfry.spring.web.PageEndpoints;
import io.belfry.spring.web.PageProblem;

import java.util.List;
import java.util.regex.Pattern;

/** Hears from pages whose user is typing, on channels that the user may listen to. Immutable. */
final class TypingEndpoints implements PageEndpoints {
    private static final Pattern GUARDED = Pattern.compile("(private|presence)-.*");

    private final Typing typing;
    private final ChannelRules rules;
    private final String path;

    TypingEndpoints(Typing typing, ChannelRules rules, String path) {
        this.typing = typing;
        this.rules = rules;
        this.path = path;
    }

    @Override
    public List<PageEndpoint> all() {
        return List.of(PageEndpoint.of(POST, path, this::tell));
    }

    private PageAnswer tell(ChannelUser user, PageCall call) {
        PageBody body = call.json();
        Channel channel = channel(body.text("channel"));
        boolean isTyping = body.flag("typing");
        if (channel instanceof EncryptedPrivateChannel) {
            throw new FieldRefused("channel", "channel is encrypted, must be private or presence");
        }
        if (rules.channelFor(channel, call.users()) == null) {
            throw PageProblem.forbidden("no rule lets you listen to this channel");
        }
        typing.tell(user.id(), channel, isTyping);
        return PageAnswer.nothing();
    }

    /** A private one, unless its name says that it is a presence channel. */
    private static Channel channel(String name) {
        try {
            boolean isWhole = GUARDED.matcher(name).matches();
            return Channel.of(new ChannelName(isWhole ? name : "private-" + name));
        } catch (IllegalArgumentException e) {
            throw new FieldRefused("channel", "channel is none: " + e.getMessage(), e);
        }
    }
}
