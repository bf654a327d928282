package io.belfry.hub.netty;

import io.belfry.hub.api.ApiRequest.Caller;
import io.belfry.hub.settings.Network;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.NetUtil;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Finds out who a client is when proxies are between. {@code X-Forwarded-For} and {@code
 * X-Forwarded-Proto} are believed only when the connection comes from a trusted proxy, and of the
 * addresses the last one that no trusted proxy has.
 *
 * <p>Immutable.
 */
final class ClientAddresses {
    private final List<Network> trusted;

    ClientAddresses(List<Network> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    /**
     * @param encrypted whether the connection itself is
     */
    Caller caller(InetSocketAddress peer, boolean encrypted, HttpHeaders headers) {
        String forwarded = String.join(",", headers.getAll("x-forwarded-for"));
        boolean viaProxy = !forwarded.isBlank() || headers.contains("forwarded");
        InetAddress nearest = peer.getAddress();
        boolean local = nearest.isLoopbackAddress() && !viaProxy;
        if (!isTrusted(nearest)) {
            return new Caller(nearest.getHostAddress(), local, encrypted);
        }
        String scheme = headers.get("x-forwarded-proto", encrypted ? "https" : "http").strip();
        boolean secure = scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("wss");
        return new Caller(nearestUntrusted(nearest, forwarded), local, secure);
    }

    private String nearestUntrusted(InetAddress peer, String forwarded) {
        InetAddress nearest = peer;
        String[] hops = forwarded.split(",", -1);
        for (int i = hops.length - 1; i >= 0 && isTrusted(nearest); i--) {
            InetAddress hop = NetUtil.createInetAddressFromIpAddressString(hops[i].strip());
            if (hop == null) {
                break;
            }
            nearest = hop;
        }
        return nearest.getHostAddress();
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(network -> network.contains(address));
    }
}
