package io.belfry.broadcasting;

import io.belfry.broadcasting.driver.Driver;
import io.belfry.broadcasting.driver.LocalDriver;
import io.belfry.broadcasting.driver.PusherDriver;
import io.belfry.broadcasting.driver.PusherSettings;
import io.belfry.testkit.GivenHub;

import java.net.URI;

/** The ways to a hub. */
enum Way {
    HTTP {
        @Override
        Driver to(GivenHub given) {
            URI server = URI.create("http://127.0.0.1:" + given.port());
            return new PusherDriver(PusherSettings.of(server, given.app().id(), given.key()));
        }
    },
    JVM {
        @Override
        Driver to(GivenHub given) {
            String app = given.app().id();
            return new LocalDriver(event -> given.hub().publish(app, event))
                    .withDisconnect(user -> given.hub().disconnect(app, user));
        }
    };

    abstract Driver to(GivenHub given);
}
