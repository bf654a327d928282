package io.belfry.broadcasting.driver;

/** Sends nothing to nobody. Immutable. */
public final class NullDriver implements Driver {
    @Override
    public void send(Publication publication) {
        // That is its purpose.
    }

    @Override
    public void disconnect(String userId) {
        // Nobody is connected.
    }
}
