package io.belfry.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A network between two programs of this machine that can be cut: then nothing passes, and nobody
 * is told. When it is mended what was sent meanwhile arrives, as with TCP after an outage.
 *
 * <p>Thread-safe.
 */
public final class GivenProxy implements AutoCloseable {
    private static final int BUFFER = 16_384;

    private final ServerSocket server;
    private final int[] targets;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition mended = lock.newCondition();
    private boolean cut;

    private GivenProxy(int[] targets) {
        this.targets = targets;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that leads to a port, or to several in turn. */
    public static GivenProxy to(int... targets) {
        GivenProxy proxy = new GivenProxy(targets.clone());
        Thread.ofVirtual().name("proxy").start(proxy::accept);
        return proxy;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Lets nothing pass until it is mended. */
    public void cut() {
        set(true);
    }

    /** Lets everything pass. */
    public void mend() {
        set(false);
    }

    private void set(boolean isCut) {
        lock.lock();
        try {
            cut = isCut;
            mended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket here = server.accept();
                sockets.add(here);
                Thread.ofVirtual().start(() -> connect(here));
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private void connect(Socket here) {
        try {
            awaitMended();
            int target = targets[turn.getAndIncrement() % targets.length];
            Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
            there.setTcpNoDelay(true);
            here.setTcpNoDelay(true);
            sockets.add(there);
            Thread.ofVirtual().start(() -> pass(here, there));
            pass(there, here);
        } catch (IOException e) {
            close(here);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitMended();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One end is gone, and the other hears it.
        }
        close(from);
        close(to);
    }

    private void awaitMended() {
        lock.lock();
        try {
            while (cut) {
                mended.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    /** Ends all connections. */
    @Override
    public void close() throws IOException {
        server.close();
        mend();
        sockets.forEach(this::close);
    }
}
