/** Entities that announce their own changes, with Hibernate. */
@NullMarked
package io.belfry.spring.jpa;

import org.jspecify.annotations.NullMarked;
