package io.belfry.example.school;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A school whose lessons are held in many browsers at once. */
@SpringBootApplication
public class SchoolApplication {

    /** Made by Spring. */
    SchoolApplication() {}

    public static void main(String[] args) {
        SpringApplication.run(SchoolApplication.class, args);
    }
}
