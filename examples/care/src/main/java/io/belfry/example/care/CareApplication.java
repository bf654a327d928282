package io.belfry.example.care;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A care service: parents book, trainers come, and the office sees what happens right now. */
@SpringBootApplication
public class CareApplication {

    /** Made by Spring. */
    CareApplication() {}

    public static void main(String[] args) {
        SpringApplication.run(CareApplication.class, args);
    }
}
