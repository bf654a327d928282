package io.belfry.hub.netty;

import io.belfry.hub.api.ApiRequest.Caller;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;

import org.jspecify.annotations.Nullable;

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
    private static final int ANY_PORT = 0;

    private final List<IpSubnetFilterRule> trusted;

    /**
     * @param trusted addresses or networks such as {@code 10.0.0.0/8}
     * @throws IllegalArgumentException when one of them is neither
     */
    ClientAddresses(List<String> trusted) {
        this.trusted = trusted.stream().map(ClientAddresses::network).toList();
    }

    private static IpSubnetFilterRule network(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            throw new IllegalArgumentException(
                    "trusted_proxies: " + text + " is neither an address nor a network");
        }
        int prefix = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }

    /**
     * @param encrypted whether the connection itself is
     */
    Caller caller(InetSocketAddress peer, boolean encrypted, HttpHeaders headers) {
        String forwarded = String.join(",", headers.getAll("x-forwarded-for"));
        boolean viaProxy = !forwarded.isBlank() || headers.contains("forwarded");
        if (!isTrusted(peer)) {
            boolean local = peer.getAddress().isLoopbackAddress() && !viaProxy;
            return new Caller(peer.getAddress().getHostAddress(), local, encrypted);
        }
        String scheme = headers.get("x-forwarded-proto", encrypted ? "https" : "http").strip();
        boolean secure = scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("wss");
        boolean local = peer.getAddress().isLoopbackAddress() && !viaProxy;
        return new Caller(nearestUntrusted(peer, forwarded), local, secure);
    }

    private String nearestUntrusted(InetSocketAddress peer, String forwarded) {
        String nearest = peer.getAddress().getHostAddress();
        String[] hops = forwarded.split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            InetSocketAddress hop = address(hops[i].strip());
            if (hop == null) {
                return nearest;
            }
            nearest = hop.getAddress().getHostAddress();
            if (!isTrusted(hop)) {
                return nearest;
            }
        }
        return nearest;
    }

    private static @Nullable InetSocketAddress address(String text) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(text);
        return address == null ? null : new InetSocketAddress(address, ANY_PORT);
    }

    private boolean isTrusted(InetSocketAddress peer) {
        return trusted.stream().anyMatch(network -> network.matches(peer));
    }
}
