package io.belfry.webpush;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Where messages may be sent. An endpoint comes from a page, and so from anybody: without a look at
 * it a server could be made to call the machines beside it. Immutable.
 *
 * @param hosts names of push services, {@code *.example.org} for all below one; empty for every
 *     server on the internet
 * @param isPublicOnly whether it must be https, and an address of the internet; false is for tests
 */
public record Destinations(List<String> hosts, boolean isPublicOnly) {

    public Destinations {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    /** Every server on the internet. */
    public static Destinations internet() {
        return new Destinations(List.of(), true);
    }

    /** Anything, also the machine itself: for tests. */
    public static Destinations anywhere() {
        return new Destinations(List.of(), false);
    }

    /**
     * Looks an endpoint up.
     *
     * @throws IllegalArgumentException saying why nothing is sent there
     * @throws UnknownHostException when its name is not known, perhaps only for now
     */
    public void check(URI endpoint) throws UnknownHostException {
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        if (!hosts.isEmpty() && hosts.stream().noneMatch(each -> matches(each, host))) {
            throw new IllegalArgumentException("endpoint is at " + host + ", no push service here");
        }
        if (!isPublicOnly) {
            return;
        }
        if (!"https".equals(endpoint.getScheme())) {
            throw new IllegalArgumentException("endpoint is no https URL");
        }
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (!isPublic(address)) {
                throw new IllegalArgumentException("endpoint is at a private address");
            }
        }
    }

    private static boolean matches(String pattern, String host) {
        return pattern.startsWith("*.")
                ? host.endsWith(pattern.substring(1))
                : pattern.equals(host);
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? isPublicV4(bytes) : isPublicV6(bytes);
    }

    /** IANA's registry of special addresses, as far as Java has no name for them. */
    private static boolean isPublicV4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean isSharedByCarriers = first == 100 && second >= 64 && second <= 127;
        boolean isForProtocols = first == 192 && second == 0 && bytes[2] == 0;
        boolean isForBenchmarks = first == 198 && (second == 18 || second == 19);
        return first != 0
                && first < 240
                && !isSharedByCarriers
                && !isForProtocols
                && !isForBenchmarks;
    }

    /** Only what is routed; nothing that stands for an IPv4 address (NAT64, 6to4, Teredo). */
    private static boolean isPublicV6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        boolean isRouted = first >= 0x2000 && first <= 0x3fff;
        boolean isTeredo = first == 0x2001 && bytes[2] == 0 && bytes[3] == 0;
        return isRouted && first != 0x2002 && !isTeredo;
    }
}
