package io.belfry.hub.settings;

import io.belfry.protocol.ServerMessage;

public record CompatSettings(
        Profile profile, boolean strict, boolean strictProtocol, boolean terminateByPresence) {
    public ServerMessage.ErrorForm errorForm() {
        return profile == Profile.REVERB
                ? ServerMessage.ErrorForm.STRING
                : ServerMessage.ErrorForm.OBJECT;
    }
}
