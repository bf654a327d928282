package io.belfry.spring.live;

import io.belfry.live.chat.ChatSettings;
import io.belfry.spring.start.StartRefused;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * The properties of chat.
 *
 * @param enabled whether there is chat, where belfry-live and a database are
 * @param path below which pages read and write
 * @param channel the private channel of a conversation; {id} stands for its id
 * @param typingEvery how often it is told that the same participant types
 * @param typingExpires when that is over if nothing more is heard, in whole seconds
 */
@ConfigurationProperties("belfry.chat")
public record ChatProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("/chat") String path,
        @DefaultValue("conversation.{id}") String channel,
        @DefaultValue("2s") Duration typingEvery,
        @DefaultValue("6s") Duration typingExpires) {

    ChatSettings settings() {
        return StartRefused.unless(
                "belfry.chat",
                () ->
                        new ChatSettings(
                                channel,
                                ChatSettings.defaults().events(),
                                typingEvery,
                                typingExpires));
    }
}
