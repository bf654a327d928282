package io.belfry.hub.webhook;

import io.belfry.hub.settings.AppSettings;
import io.belfry.hub.settings.WebhookSettings;

/** Where a call goes and whose key signs it, as the settings have it at this moment. Immutable. */
record Target(AppSettings app, WebhookSettings settings) {}
