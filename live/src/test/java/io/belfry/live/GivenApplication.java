package io.belfry.live;

import io.belfry.broadcasting.Broadcaster;
import io.belfry.broadcasting.driver.LocalDriver;
import io.belfry.broadcasting.fake.BroadcastFake;
import io.belfry.protocol.SocketId;
import io.belfry.testkit.GivenDatabase;
import io.belfry.testkit.GivenHub;
import io.belfry.testkit.GivenTransactions;
import io.belfry.testkit.HubClient;

import java.util.concurrent.atomic.AtomicReference;

/**
 * An application with a database and transactions, that broadcasts over a real hub or remembers
 * what it broadcasts. Thread-safe.
 */
public final class GivenApplication {
    private final GivenTransactions transactions;
    private final Broadcaster broadcaster;
    private final AtomicReference<SocketId> socket;

    private GivenApplication(
            GivenTransactions transactions,
            Broadcaster broadcaster,
            AtomicReference<SocketId> socket) {
        this.transactions = transactions;
        this.broadcaster = broadcaster;
        this.socket = socket;
    }

    /** One that broadcasts over a hub, with the database emptied. */
    public static GivenApplication over(GivenHub given, GivenDatabase database) {
        LocalDriver driver = new LocalDriver(event -> given.hub().publish(given.app().id(), event));
        GivenApplication application =
                of(database, Broadcaster.builder().connection("hub", driver));
        given.keeping(application.broadcaster);
        return application;
    }

    /** One whose broadcasts are remembered, with the database emptied. */
    public static GivenApplication remembered(BroadcastFake fake, GivenDatabase database) {
        return of(database, fake.remembering(Broadcaster.builder()));
    }

    /** One that broadcasts as is said, with the database emptied. */
    public static GivenApplication of(GivenDatabase database, Broadcaster.Builder builder) {
        GivenTransactions transactions = new GivenTransactions(database.emptied("live"));
        AtomicReference<SocketId> socket = new AtomicReference<>();
        Broadcaster broadcaster =
                builder.transactions(transactions::afterCommit).currentSocket(socket::get).build();
        return new GivenApplication(transactions, broadcaster, socket);
    }

    public GivenTransactions transactions() {
        return transactions;
    }

    public Broadcaster broadcaster() {
        return broadcaster;
    }

    /** From now on requests come from a page with this connection. */
    public void isAskedBy(HubClient page) {
        socket.set(page.socketId());
    }
}
