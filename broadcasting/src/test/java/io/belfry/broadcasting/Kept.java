package io.belfry.broadcasting;

import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.Publication;

import java.util.ArrayList;
import java.util.List;

/** A server that takes little, and keeps what it is sent. Confined to its test. */
final class Kept implements Driver {
    final List<Publication> sent = new ArrayList<>();

    @Override
    public void send(Publication publication) {
        sent.add(publication);
    }

    @Override
    public int maxDataBytes() {
        return 100;
    }
}
