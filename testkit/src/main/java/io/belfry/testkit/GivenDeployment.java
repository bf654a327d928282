package io.belfry.testkit;

import io.belfry.hub.publish.Deployment;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Where the nodes of a {@link GivenHub} come from. If the class path offers one as a service, every
 * hub that is given has as many nodes, and its clients and callers go to them in turn: so the same
 * tests are run against one node and against several.
 */
public interface GivenDeployment {

    /** Opens a deployment that nobody else is in: one for each of its nodes. */
    List<Deployment> nodes();

    /** What the class path offers, or one node. */
    static List<Deployment> open() {
        return ServiceLoader.load(GivenDeployment.class)
                .findFirst()
                .map(GivenDeployment::nodes)
                .orElseGet(() -> List.of(Deployment.ofOneNode()));
    }
}
