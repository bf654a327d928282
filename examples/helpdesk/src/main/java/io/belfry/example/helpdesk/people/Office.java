package io.belfry.example.helpdesk.people;

/** A group of agents, and what tickets are addressed to. */
public record Office(long id, String name) {}
