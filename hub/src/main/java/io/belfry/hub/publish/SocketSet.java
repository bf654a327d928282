package io.belfry.hub.publish;

import io.belfry.protocol.SocketId;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/**
 * A set of connections that is small while it holds one, as most channels have a single subscriber.
 *
 * <p>Not thread-safe; guarded by the ledger's lock of what it belongs to.
 */
public final class SocketSet {
    private @Nullable SocketId only;
    private @Nullable Set<SocketId> more;

    public int size() {
        if (more != null) {
            return more.size();
        }
        return only == null ? 0 : 1;
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    public boolean contains(SocketId socket) {
        return more != null ? more.contains(socket) : socket.equals(only);
    }

    public void add(SocketId socket) {
        if (more != null) {
            more.add(socket);
        } else if (only == null) {
            only = socket;
        } else if (!only.equals(socket)) {
            more = new HashSet<>(4);
            more.add(only);
            more.add(socket);
            only = null;
        }
    }

    /** True when it was there. */
    public boolean remove(SocketId socket) {
        if (more != null) {
            boolean removed = more.remove(socket);
            if (more.isEmpty()) {
                more = null;
            }
            return removed;
        }
        boolean removed = socket.equals(only);
        if (removed) {
            only = null;
        }
        return removed;
    }
}
