/** What applications with Spring MVC and those with Spring WebFlux have in common. */
@NullMarked
package io.belfry.spring.web;

import org.jspecify.annotations.NullMarked;
