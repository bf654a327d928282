package io.belfry.notifications.delivery;

import io.belfry.notifications.content.Content;

import tools.jackson.databind.json.JsonMapper;

/** Contents as they are kept. Holds nothing. */
public final class ContentText {
    private ContentText() {}

    public static String write(Content content) {
        return JsonMapper.shared().writeValueAsString(content);
    }

    /**
     * @throws tools.jackson.core.JacksonException when it is none
     */
    public static Content read(String json) {
        return JsonMapper.shared().readValue(json, Content.class);
    }
}
