package io.belfry.example.helpdesk;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A help desk whose pages show at once what others do. */
@SpringBootApplication
public class HelpdeskApplication {

    /** Made by Spring. */
    HelpdeskApplication() {}

    public static void main(String[] args) {
        SpringApplication.run(HelpdeskApplication.class, args);
    }
}
