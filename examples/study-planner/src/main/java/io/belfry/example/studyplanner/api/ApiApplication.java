package io.belfry.example.studyplanner.api;

import io.belfry.example.studyplanner.Failures;
import io.belfry.example.studyplanner.Starter;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** The API: has the data, knows who is signed in, and tells the relay what happens. */
@SpringBootApplication
@Import(Failures.class)
@ConfigurationPropertiesScan
public class ApiApplication {

    /** Made by Spring. */
    ApiApplication() {}

    /** As it is run by itself, and in tests. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(ApiApplication.class)
                .properties("spring.config.name=study-planner-api");
    }

    public static void main(String[] args) {
        Starter.endWithIt();
        builder().run(args);
    }
}
