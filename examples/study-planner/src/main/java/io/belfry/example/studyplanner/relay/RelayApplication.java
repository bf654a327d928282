package io.belfry.example.studyplanner.relay;

import io.belfry.example.studyplanner.Failures;
import io.belfry.example.studyplanner.Starter;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The relay: has the hub and the rules of its channels, and no data. */
@SpringBootApplication(exclude = DataSourceAutoConfiguration.class)
@Import(Failures.class)
@ConfigurationPropertiesScan
public class RelayApplication {

    /** Made by Spring. */
    RelayApplication() {}

    /** As it is run by itself, and in tests. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(RelayApplication.class)
                .properties("spring.config.name=study-planner-relay");
    }

    public static void main(String[] args) {
        Starter.endWithIt();
        builder().run(args);
    }
}
