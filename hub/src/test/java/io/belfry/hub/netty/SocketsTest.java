package io.belfry.hub.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.belfry.hub.settings.Transport;
import io.netty.channel.unix.Limits;
import io.netty.channel.uring.IoUring;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Field;

class SocketsTest {
    /**
     * Else writes that find no room end with nothing written, and are begun anew for as long as the
     * loop is busy. That shows in the processor time only, so it is asked what Netty has read.
     */
    @Test
    void netty_gathers_no_more_pieces_for_io_uring_than_one_call_takes() throws Exception {
        assumeTrue(Sockets.of(Transport.AUTO) == Sockets.IO_URING, "there is no io_uring here");

        Field gathered = IoUring.class.getDeclaredField("NUM_ELEMENTS_IOVEC");
        gathered.setAccessible(true);

        assertThat(gathered.getInt(null)).isEqualTo(Limits.IOV_MAX);
    }
}
