package io.belfry.blog;

import jakarta.persistence.Embeddable;

/** Part of a post's own row. */
@Embeddable
public record Place(String town) {}
