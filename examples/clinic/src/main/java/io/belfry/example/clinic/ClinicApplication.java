package io.belfry.example.clinic;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Clinics whose patients, doctors and staff see at once what the others do. */
@SpringBootApplication
public class ClinicApplication {

    /** Made by Spring. */
    ClinicApplication() {}

    public static void main(String[] args) {
        SpringApplication.run(ClinicApplication.class, args);
    }
}
