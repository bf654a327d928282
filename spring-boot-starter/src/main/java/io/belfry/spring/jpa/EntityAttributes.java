package io.belfry.spring.jpa;

import tools.jackson.databind.annotation.JsonSerialize;

/**
 * An entity as far as its own row goes: without the entities that it refers to, which might have to
 * be loaded, and are for others to tell of.
 */
@JsonSerialize(using = AttributesSerializer.class)
record EntityAttributes(Object entity, AnnouncedType type) {}
