package io.belfry.spring.live;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.live.chat.Chat;
import io.belfry.live.chat.Sent;
import io.belfry.spring.ChatPolicy;
import io.belfry.spring.web.PageAnswer;
import io.belfry.spring.web.PageBody;
import io.belfry.spring.web.PageCall;
import io.belfry.spring.web.PageEndpoint;
import io.belfry.spring.web.PageEndpoints;
import io.belfry.spring.web.PageProblem;

import java.util.List;
import java.util.Optional;

/** What pages ask of conversations, and say in them. Immutable. */
final class ChatEndpoints implements PageEndpoints {
    private static final int USUAL = 20;

    private final Chat chat;
    private final ChatPolicy policy;
    private final String path;

    ChatEndpoints(Chat chat, ChatPolicy policy, String path) {
        this.chat = chat;
        this.policy = policy;
        this.path = path + "/conversations";
    }

    @Override
    public List<PageEndpoint> all() {
        String one = path + "/{id}";
        String messages = one + "/messages";
        String message = messages + "/{message}";
        return List.of(
                PageEndpoint.of(GET, path, this::list),
                PageEndpoint.of(POST, path, this::open),
                PageEndpoint.of(GET, one, this::find),
                PageEndpoint.of(GET, messages, this::messages),
                PageEndpoint.of(POST, messages, this::send),
                PageEndpoint.of(PATCH, message, this::edit),
                PageEndpoint.of(DELETE, message, this::delete),
                PageEndpoint.of(POST, one + "/delivered", this::delivered),
                PageEndpoint.of(POST, one + "/read", this::read),
                PageEndpoint.of(POST, one + "/typing", this::typing),
                PageEndpoint.of(DELETE, one + "/participants/me", this::leave));
    }

    private PageAnswer list(ChannelUser user, PageCall call) {
        return PageAnswer.ok(chat.list(user.id(), call.parameter("cursor"), call.limit(USUAL)));
    }

    private PageAnswer open(ChannelUser user, PageCall call) {
        PageBody body = call.json();
        List<String> others = body.texts("participants");
        String title = body.textOrNull("title");
        if (!policy.mayOpen(user, others)) {
            throw PageProblem.forbidden("you may not open a conversation with them");
        }
        return PageAnswer.created(chat.open(user.id(), others, title));
    }

    private PageAnswer find(ChannelUser user, PageCall call) {
        return found(chat.find(user.id(), call.id("id")));
    }

    private PageAnswer messages(ChannelUser user, PageCall call) {
        return found(
                chat.messages(
                        user.id(),
                        call.id("id"),
                        call.parameterNumber("before"),
                        call.limit(USUAL)));
    }

    private PageAnswer send(ChannelUser user, PageCall call) {
        PageBody body = call.json();
        Sent sent =
                chat.send(user.id(), call.id("id"), body.text("body"), body.text("key"))
                        .orElseThrow(PageProblem::notFound);
        return sent.isNew() ? PageAnswer.created(sent.message()) : PageAnswer.ok(sent.message());
    }

    private PageAnswer edit(ChannelUser user, PageCall call) {
        String body = call.json().text("body");
        return found(chat.edit(user.id(), call.id("id"), call.id("message"), body));
    }

    private PageAnswer delete(ChannelUser user, PageCall call) {
        return found(chat.delete(user.id(), call.id("id"), call.id("message")));
    }

    private PageAnswer delivered(ChannelUser user, PageCall call) {
        return found(chat.delivered(user.id(), call.id("id"), call.json().number("up_to")));
    }

    private PageAnswer read(ChannelUser user, PageCall call) {
        return found(chat.read(user.id(), call.id("id"), call.json().number("up_to")));
    }

    private PageAnswer typing(ChannelUser user, PageCall call) {
        return done(chat.typing(user.id(), call.id("id"), call.json().flag("typing")));
    }

    private PageAnswer leave(ChannelUser user, PageCall call) {
        return done(chat.remove(call.id("id"), user.id()));
    }

    private static PageAnswer found(Optional<?> what) {
        return PageAnswer.ok(what.orElseThrow(PageProblem::notFound));
    }

    private static PageAnswer done(boolean isThere) {
        if (!isThere) {
            throw PageProblem.notFound();
        }
        return PageAnswer.nothing();
    }
}
