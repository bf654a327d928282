package io.belfry.cli.settings;

import io.belfry.hub.settings.Setting;
import io.belfry.protocol.AppKey;

/**
 * A key with its secret as settings files write them. Immutable.
 *
 * @param key public
 */
record KeyPair(
        @Setting(
                        value = "Public; names the app to its clients.",
                        required = true,
                        env = "REVERB_APP_KEY",
                        level = Setting.Level.ESSENTIAL)
                String key,
        @Setting(
                        value = "Signs what the app's own server vouches for, and webhooks.",
                        required = true,
                        secret = true,
                        env = "REVERB_APP_SECRET",
                        level = Setting.Level.ESSENTIAL)
                String secret) {

    /** The name under which an app has further pairs, so that a key can be rotated. */
    static final String MORE = "more_keys";

    /**
     * @throws IllegalArgumentException saying why this cannot be a key
     */
    KeyPair {
        AppKey unused = new AppKey(key, secret);
    }

    AppKey toAppKey() {
        return new AppKey(key, secret);
    }

    @Override
    public String toString() {
        return "KeyPair[" + key + "]";
    }
}
