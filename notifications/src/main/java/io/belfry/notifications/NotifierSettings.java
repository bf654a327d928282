package io.belfry.notifications;

import io.belfry.notifications.audience.UserChannel;
import io.belfry.notifications.delivery.BroadcastRoute.Wire;
import io.belfry.notifications.delivery.WorkerSettings;

/**
 * How a notifier behaves. Immutable.
 *
 * @param wire how notifications are broadcast, unless their type says something else; what users do
 *     in one page is told to the others on the same channel
 * @param worker how notifications are brought
 * @param retention how long things are kept
 */
public record NotifierSettings(Wire wire, WorkerSettings worker, Retention retention) {

    /** As Laravel broadcasts notifications, on {@code private-notifications.{user}}. */
    public static NotifierSettings defaults() {
        return new NotifierSettings(Wire.USUAL, WorkerSettings.defaults(), Retention.defaults());
    }

    /** The name of the event that pages listen for. */
    public NotifierSettings withEventName(String name) {
        return new NotifierSettings(new Wire(name, wire.channel()), worker, retention);
    }

    /** The channel that the pages of a user listen to. */
    public NotifierSettings withChannel(UserChannel channel) {
        return new NotifierSettings(new Wire(wire.eventName(), channel), worker, retention);
    }

    public NotifierSettings withWorker(WorkerSettings other) {
        return new NotifierSettings(wire, other, retention);
    }

    public NotifierSettings withRetention(Retention other) {
        return new NotifierSettings(wire, worker, other);
    }
}
