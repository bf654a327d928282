package io.belfry.hub.settings;

/** Whose manners a hub has where servers of the Pusher protocol differ. */
public enum Profile {
    /** Those of Pusher. */
    STANDARD,
    /** Those of Laravel Reverb: errors as strings, 422 with the fields that are wrong. */
    REVERB
}
