package io.belfry.bench.stomp;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A peer for the benchmark: Spring's simple broker, over STOMP on a bare WebSocket. It checks no
 * signature and has no limits.
 *
 * <pre>java -jar target/stomp-peer.jar PORT</pre>
 */
@SpringBootApplication
public class StompPeer {
    public static void main(String[] args) {
        String port = args[0];
        SpringApplication.run(StompPeer.class, "--server.port=" + port);
        System.out.println("listening on " + port);
    }
}
