/** Wires what a Spring Boot application has of Belfry; holds no logic of its own. */
@NullMarked
package io.belfry.spring;

import org.jspecify.annotations.NullMarked;
