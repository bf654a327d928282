package io.belfry.hub.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.WebhookSettings;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What makes an endpoint the same one after its settings have changed: the app and the address.
 * Everything else, keys included, is looked up anew for each call. Immutable.
 *
 * @param ordinal tells apart those with one address: 0 for the first in the app's list
 */
record EndpointId(String appId, URI url, int ordinal) {

    /** The ids of an app's endpoints, in the order of the settings. */
    static List<EndpointId> of(AppSettings app) {
        List<EndpointId> ids = new ArrayList<>(app.webhooks().size());
        for (WebhookSettings webhook : app.webhooks()) {
            int earlier = (int) ids.stream().filter(id -> id.url().equals(webhook.url())).count();
            ids.add(new EndpointId(app.id(), webhook.url(), earlier));
        }
        return ids;
    }

    /** The same on all nodes that have the same settings, and without what may be secret. */
    String mark() {
        return UUID.nameUUIDFromBytes(toString().getBytes(UTF_8)).toString();
    }

    /** The endpoint in the settings of its app, or null when it is no longer there. */
    @Nullable Target in(@Nullable AppSettings app) {
        if (app == null) {
            return null;
        }
        int at = of(app).indexOf(this);
        return at < 0 ? null : new Target(app, app.webhooks().get(at));
    }

    /** The address as far as it may be logged: user, path and query may have a token in them. */
    String origin() {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port;
    }
}
