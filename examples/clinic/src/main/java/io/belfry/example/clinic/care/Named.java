package io.belfry.example.clinic.care;

/** A person or a clinic, as others see them. */
public record Named(long id, String name) {}
