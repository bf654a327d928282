package io.belfry.spring.web;

import io.belfry.broadcasting.authorization.AuthorizationRequest;
import io.belfry.broadcasting.rule.ChannelUser;
import io.belfry.broadcasting.rule.Users;
import io.belfry.fields.FieldRefused;
import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a page asks for, in both kinds of web applications. To be used by the thread that answers.
 * Immutable.
 *
 * @param users who asks, as channel rules see it
 * @param variables what stands in the path's placeholders
 * @param parameters what the query says, by name
 * @param headers the first of each name; null when there is none
 * @param body not to be written into
 */
public record PageCall(
        Users users,
        Map<String, String> variables,
        Map<String, List<String>> parameters,
        Function<String, @Nullable String> headers,
        byte[] body) {

    private static final String SOCKET_ID = "X-Socket-ID";
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    /**
     * Who asks.
     *
     * @throws PageProblem when it is a guest
     */
    public ChannelUser user() {
        ChannelUser user = users.of(Users.DEFAULT_GUARD);
        if (user == null) {
            throw PageProblem.unauthorized();
        }
        return user;
    }

    /** What stands in a placeholder of the path. */
    public String variable(String name) {
        return String.valueOf(variables.get(name));
    }

    /**
     * The id in a placeholder of the path.
     *
     * @throws PageProblem when it is none
     */
    public UUID id(String name) {
        return uuid(variable(name));
    }

    /**
     * @throws PageProblem when it is no id, and so that of nothing
     */
    static UUID uuid(String text) {
        // Java understands shorter forms too.
        if (!UUID_FORM.matcher(text).matches()) {
            throw PageProblem.notFound();
        }
        return UUID.fromString(text);
    }

    /**
     * All that the query says under a name.
     *
     * @throws FieldRefused when it cannot be read
     */
    public List<String> parameters(String name) {
        try {
            return parameters.getOrDefault(name, List.of());
        } catch (IllegalStateException | IllegalArgumentException e) {
            // Containers of servlets decode it when it is first asked for.
            throw new FieldRefused(name, name + " cannot be read: it is not in UTF-8", e);
        }
    }

    /** What the query says first; null when it says nothing. */
    public @Nullable String parameter(String name) {
        List<String> all = parameters(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    /**
     * The id that the query names; null when it names none.
     *
     * @throws PageProblem when it is no id
     */
    public @Nullable UUID parameterId(String name) {
        String text = parameter(name);
        return text == null ? null : uuid(text);
    }

    /**
     * The number that the query gives; null when it gives none.
     *
     * @throws FieldRefused when it is no whole number
     */
    public @Nullable Long parameterNumber(String name) {
        String text = parameter(name);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new FieldRefused(name, name + " is no whole number", e);
        }
    }

    /**
     * How many items the page of a list shall have.
     *
     * @param usual when nothing is said
     * @throws FieldRefused when it is no whole number
     */
    public int limit(int usual) {
        Long given = parameterNumber("limit");
        return given == null ? usual : Math.clamp(given, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** The connection of the page, which knows already what it does; null for none. */
    public @Nullable SocketId socketId() {
        String given = headers.apply(SOCKET_ID);
        return given == null ? null : SocketId.parse(given);
    }

    /**
     * What the page has sent; without a body, an object without fields.
     *
     * @throws PageProblem when it is no JSON object
     */
    public PageBody json() {
        if (body.length > 0 && !AuthorizationRequest.isJson(headers.apply("Content-Type"))) {
            throw PageProblem.badRequest("the body must be application/json");
        }
        return PageBody.of(body);
    }
}
