package io.belfry.spring.live;

import io.belfry.live.typing.TypingSettings;
import io.belfry.spring.start.StartRefused;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * The properties of typing.
 *
 * @param enabled whether pages can tell that their user is typing, where belfry-live is
 * @param path at which they tell it
 * @param event what it is called on the wire
 * @param every how often it is told that the same user types on the same channel
 * @param expires when it is over if nothing more is heard, in whole seconds
 */
@ConfigurationProperties("belfry.typing")
public record TypingProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("/typing") String path,
        @DefaultValue("TypingIndicator") String event,
        @DefaultValue("2s") Duration every,
        @DefaultValue("6s") Duration expires) {

    TypingSettings settings() {
        return StartRefused.unless(
                "belfry.typing",
                () -> new TypingSettings(event, every, expires, TypingSettings.defaults().most()));
    }
}
