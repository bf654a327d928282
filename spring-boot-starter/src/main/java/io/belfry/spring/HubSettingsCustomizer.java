package io.belfry.spring;

import io.belfry.hub.settings.HubSettings;

/**
 * Says more of the hub in this application than properties do: everything that {@code belfry.yml}
 * says of a hub of its own. Beans of this type are asked in their order, once, before it starts.
 *
 * <pre>{@code
 * @Bean
 * HubSettingsCustomizer encrypted() {
 *     return settings -> settings.toBuilder().tls(TlsSettings.builder()…build()).build();
 * }
 * }</pre>
 */
@FunctionalInterface
public interface HubSettingsCustomizer {

    /**
     * The settings to start with. The application's own app must stay among the apps, with its id
     * and its key: it may have other limits, webhooks and allowed origins, and further apps beside
     * it.
     *
     * @param settings what properties say, and customizers before this one
     */
    HubSettings customize(HubSettings settings);
}
