package io.belfry.spring.observe;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of the status that pages can ask for.
 *
 * @param enabled whether they can
 * @param path at which they do
 */
@ConfigurationProperties("belfry.status")
public record StatusProperties(
        @DefaultValue("false") boolean enabled, @DefaultValue("/realtime/status") String path) {}
