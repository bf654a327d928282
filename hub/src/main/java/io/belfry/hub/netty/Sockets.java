package io.belfry.hub.netty;

import io.belfry.hub.settings.Transport;
import io.belfry.hub.settings.TransportUnavailable;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringBufferRingConfig;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringFixedBufferRingAllocator;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringServerSocketChannel;

import org.jspecify.annotations.Nullable;

/** The ways to the network, as Netty has them. */
enum Sockets {
    IO_URING,
    EPOLL,
    NIO;

    /** Of io_uring: how many reads of a loop can be done before it has looked at them. */
    private static final short READS = 64;

    private static final short READ_BUFFERS = 1;

    /** Of io_uring: how many writes of a loop go to the kernel at once. */
    private static final int WRITES = 512;

    /** Of io_uring: so many may end at once; when more do, as all clients go, Netty warns. */
    private static final int ANSWERS = 32_768;

    /** Of io_uring: how many pieces of writes one call of Linux takes. */
    private static final String PIECES = "1024";

    // What Netty 4.2.18 reads when io_uring is first asked for.
    static {
        // Netty gathers ten times as many as it then takes: a write after the first 1,024 pieces
        // has nothing in it, ends at once and is begun anew, as long as the loop is busy.
        setUnlessSet("io.netty.iouring.numElementsIoVec", PIECES);
        // With one wish for many connections Netty does not heed that nothing shall be accepted
        // for a while: without a file descriptor left it would ask again and again at once.
        setUnlessSet("io.netty.iouring.acceptMultiShotEnabled", "false");
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * What was asked for, or the fastest that this system has.
     *
     * @throws TransportUnavailable when what was asked for is not to be had
     */
    static Sockets of(Transport wanted) throws TransportUnavailable {
        return switch (wanted) {
            case AUTO -> fastest();
            case IO_URING -> available(IO_URING, wanted, IoUring.unavailabilityCause());
            case EPOLL -> available(EPOLL, wanted, Epoll.unavailabilityCause());
            case NIO -> NIO;
        };
    }

    private static Sockets available(Sockets it, Transport wanted, @Nullable Throwable objection)
            throws TransportUnavailable {
        if (objection != null) {
            throw new TransportUnavailable(wanted, objection);
        }
        return it;
    }

    private static Sockets fastest() {
        // What is older was not measured, and has not all that is used here.
        if (IoUring.isAvailable()
                && IoUring.isRecvMultishotEnabled()
                && IoUring.isRegisterBufferRingSupported()) {
            return IO_URING;
        }
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    IoHandlerFactory handlers() {
        return switch (this) {
            case IO_URING ->
                    IoUringIoHandler.newFactory(
                            new IoUringIoHandlerConfig()
                                    .setRingSize(WRITES)
                                    .setCqSize(ANSWERS)
                                    .setBufferRingConfig(ring()));
            case EPOLL -> EpollIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
    }

    Class<? extends ServerChannel> listening() {
        return switch (this) {
            case IO_URING -> IoUringServerSocketChannel.class;
            case EPOLL -> EpollServerSocketChannel.class;
            case NIO -> NioServerSocketChannel.class;
        };
    }

    private static IoUringBufferRingConfig ring() {
        return IoUringBufferRingConfig.builder()
                .bufferGroupId(READ_BUFFERS)
                .bufferRingSize(READS)
                .batchSize(READS / 4)
                .allocator(
                        new IoUringFixedBufferRingAllocator(NettyLoop.BUFFERS, ReadBuffers.BYTES))
                .build();
    }

    /**
     * Has the clients of a listening socket share the buffers that they are read with, as most of
     * them are idle. With io_uring that also keeps a reset from going unnoticed: read otherwise,
     * Netty 4.2.18 misses one that comes right behind data.
     */
    void shareReadBuffers(ServerBootstrap bootstrap) {
        if (this == IO_URING) {
            bootstrap.childOption(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, READ_BUFFERS);
        }
    }
}
