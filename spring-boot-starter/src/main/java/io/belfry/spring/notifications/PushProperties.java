package io.belfry.spring.notifications;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.List;

/**
 * The properties of notifications for browsers that are closed.
 *
 * @param publicKey what pages subscribe with; belfry keys vapid makes it
 * @param privateKey what belongs to it
 * @param contact a mailto: or https: address at which push services find whoever runs this
 * @param services names of push services, *.example.org for all below one; every server of the
 *     internet if none is named
 * @param delay how long to wait whether a page in sight shows the item; urgent ones do not wait
 * @param ttl how long push services keep what a device is off for
 */
@ConfigurationProperties("belfry.notifications.push")
public record PushProperties(
        @DefaultValue("") String publicKey,
        @DefaultValue("") String privateKey,
        @DefaultValue("") String contact,
        @DefaultValue List<String> services,
        @DefaultValue("5s") Duration delay,
        @DefaultValue("1d") Duration ttl) {

    /** Without what is secret. */
    @Override
    public String toString() {
        return "push with " + publicKey;
    }
}
