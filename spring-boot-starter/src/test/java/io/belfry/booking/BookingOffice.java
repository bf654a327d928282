package io.belfry.booking;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** As its developers write it. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class BookingOffice {}
