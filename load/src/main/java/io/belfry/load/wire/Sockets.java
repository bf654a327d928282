package io.belfry.load.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringBufferRingConfig;
import io.netty.channel.uring.IoUringChannelOption;
import io.netty.channel.uring.IoUringFixedBufferRingAllocator;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringIoHandlerConfig;
import io.netty.channel.uring.IoUringSocketChannel;

/**
 * The ways to the network: the cheapest that the system has, so that the tester can load more than
 * it needs itself.
 */
enum Sockets {
    IO_URING,
    EPOLL,
    NIO;

    /** One read takes all that has arrived; the buffer is given back at once and used again. */
    private static final int READ_BYTES = 64 * 1024;

    /** Of io_uring: how many reads can be done before the loop has looked at them. */
    private static final short READS = 32;

    private static final short READ_BUFFERS = 1;

    /** IP_BIND_ADDRESS_NO_PORT of ip(7), which Netty has for epoll only. */
    private static final ChannelOption<Integer> BIND_ADDRESS_NO_PORT =
            new IntegerUnixChannelOption("BIND_ADDRESS_NO_PORT", 0, 24);

    static Sockets best() {
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
                                    .setBufferRingConfig(
                                            IoUringBufferRingConfig.builder()
                                                    .bufferGroupId(READ_BUFFERS)
                                                    .bufferRingSize(READS)
                                                    .batchSize(READS)
                                                    .allocator(
                                                            new IoUringFixedBufferRingAllocator(
                                                                    READ_BYTES))
                                                    .build()));
            case EPOLL -> EpollIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
    }

    /** What opens a connection. */
    Bootstrap bootstrap() {
        Bootstrap bootstrap = new Bootstrap();
        return switch (this) {
            case IO_URING ->
                    bootstrap
                            .channel(IoUringSocketChannel.class)
                            .option(IoUringChannelOption.IO_URING_BUFFER_GROUP_ID, READ_BUFFERS);
            case EPOLL -> reading(bootstrap.channel(EpollSocketChannel.class));
            case NIO -> reading(bootstrap.channel(NioSocketChannel.class));
        };
    }

    private static Bootstrap reading(Bootstrap bootstrap) {
        return bootstrap.option(
                ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES));
    }

    /** Has a port taken when it is known where it leads, not before. */
    void takePortLate(Bootstrap bootstrap) {
        if (this != NIO) {
            bootstrap.option(BIND_ADDRESS_NO_PORT, 1);
        }
    }
}
