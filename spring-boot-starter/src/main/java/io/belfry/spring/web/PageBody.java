package io.belfry.spring.web;

import io.belfry.fields.FieldRefused;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** The JSON object that a page has sent, to be asked for its fields. Immutable. */
public final class PageBody {
    private final JsonNode object;

    private PageBody(JsonNode object) {
        this.object = object;
    }

    static PageBody of(byte[] body) {
        JsonNode read;
        try {
            read =
                    body.length == 0
                            ? JsonMapper.shared().createObjectNode()
                            : JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw PageProblem.badRequest("the body is no JSON: " + e.getOriginalMessage());
        }
        if (!read.isObject()) {
            throw PageProblem.badRequest("the body is no JSON object");
        }
        return new PageBody(read);
    }

    /**
     * @throws FieldRefused when there is no text of that name
     */
    public String text(String field) {
        String text = textOrNull(field);
        if (text == null) {
            throw new FieldRefused(field, field + " is missing");
        }
        return text;
    }

    /**
     * @throws FieldRefused when something else than a text has that name
     */
    public @Nullable String textOrNull(String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return text(field, value);
    }

    private static String text(String field, JsonNode value) {
        if (!value.isString()) {
            throw new FieldRefused(field, field + " is no text");
        }
        return value.stringValue();
    }

    /**
     * The id that a field names; null when there is none.
     *
     * @throws PageProblem when it is no id, and so that of nothing
     */
    public @Nullable UUID idOrNull(String field) {
        String text = textOrNull(field);
        return text == null ? null : PageCall.uuid(text);
    }

    /**
     * @throws FieldRefused when there is no list of texts of that name
     */
    public List<String> texts(String field) {
        JsonNode list = object.path(field);
        if (!list.isArray()) {
            throw new FieldRefused(field, field + " is no list");
        }
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(text(field, each)));
        return List.copyOf(texts);
    }

    /**
     * @throws FieldRefused when there is no list of texts of that name
     * @throws PageProblem when one is no id, and so that of nothing
     */
    public List<UUID> ids(String field) {
        return texts(field).stream().map(PageCall::uuid).toList();
    }

    /**
     * What stands within it; its fields are named without it.
     *
     * @throws FieldRefused when there is no object of that name
     */
    public PageBody object(String field) {
        JsonNode value = object.path(field);
        if (!value.isObject()) {
            throw new FieldRefused(field, field + " is no object");
        }
        return new PageBody(value);
    }

    /**
     * @throws FieldRefused when there is neither true nor false of that name
     */
    public boolean flag(String field) {
        JsonNode value = object.path(field);
        if (!value.isBoolean()) {
            throw new FieldRefused(field, field + " must be true or false");
        }
        return value.booleanValue();
    }

    /**
     * @throws FieldRefused when there is no whole number of that name
     */
    public long number(String field) {
        JsonNode value = object.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new FieldRefused(field, field + " is no whole number");
        }
        return value.longValue();
    }

    /**
     * All of it, as Jackson reads it.
     *
     * @throws FieldRefused naming what cannot be read
     */
    public <T> T as(Class<T> type) {
        try {
            return JsonMapper.shared().treeToValue(object, type);
        } catch (JacksonException e) {
            if (e.getCause() instanceof FieldRefused refused) {
                throw refused;
            }
            String field =
                    e.getPath().stream()
                            .map(JacksonException.Reference::getPropertyName)
                            .filter(Objects::nonNull)
                            .collect(Collectors.joining("."));
            if (field.isEmpty()) {
                throw PageProblem.badRequest("the body is not of the form that is wanted");
            }
            JsonNode given = object.at("/" + field.replace('.', '/'));
            String problem =
                    given.isMissingNode() ? " is missing" : " is not of the form that is wanted";
            throw new FieldRefused(field, field + problem, e);
        }
    }
}
