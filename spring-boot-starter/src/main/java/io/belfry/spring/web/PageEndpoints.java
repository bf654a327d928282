package io.belfry.spring.web;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What pages can ask of one service. Beans of this type are served in both kinds of web
 * applications.
 */
@FunctionalInterface
public interface PageEndpoints {
    List<PageEndpoint> all();

    /** Those of all services, in the order in which their paths are to be tried. */
    static List<PageEndpoint> of(Stream<PageEndpoints> services) {
        return services.flatMap(each -> each.all().stream())
                .sorted(Comparator.comparingInt(PageEndpoint::placeholders))
                .toList();
    }
}
