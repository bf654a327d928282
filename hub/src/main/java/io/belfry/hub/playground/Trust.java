package io.belfry.hub.playground;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells whether a request was made by the person who sits at this machine, who may do without the
 * secret while the hub is in development mode. Each condition shuts out somebody else:
 *
 * <ul>
 *   <li>the connection is local and no header tells of a proxy: everybody on the network;
 *   <li>the host that was asked for is this machine by a name that no DNS server answers for:
 *       foreign pages that let a name of theirs point here (DNS rebinding);
 *   <li>the page that asks, when the browser tells, is our own: foreign pages that post to us
 *       (cross-site request forgery).
 * </ul>
 *
 * <p>A proxy on this machine that hides itself and rewrites the host would pass. A hub behind one
 * does not belong in development mode.
 */
final class Trust {
    private static final List<String> TOLD_BY_PROXIES =
            List.of(
                    "Forwarded",
                    "X-Forwarded-For",
                    "X-Forwarded-Host",
                    "X-Forwarded-Proto",
                    "X-Real-IP",
                    "Via");

    private static final Pattern THIS_MACHINE =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    private Trust() {}

    static boolean deserves(PlaygroundRequest request) {
        return request.local()
                && TOLD_BY_PROXIES.stream().allMatch(name -> request.header(name) == null)
                && isThisMachine(request.header("Host"))
                && isOwnPage(request);
    }

    private static boolean isThisMachine(@Nullable String host) {
        return host != null && THIS_MACHINE.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isOwnPage(PlaygroundRequest request) {
        String site = request.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        String origin = request.header("Origin");
        String host = String.valueOf(request.header("Host"));
        return origin == null
                || origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host);
    }
}
