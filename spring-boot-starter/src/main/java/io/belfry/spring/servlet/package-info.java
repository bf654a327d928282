/** Wires Spring MVC: the endpoints, users, and the connection of a request. */
@NullMarked
package io.belfry.spring.servlet;

import org.jspecify.annotations.NullMarked;
