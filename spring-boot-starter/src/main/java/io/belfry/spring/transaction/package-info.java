/** Lets broadcasts follow Spring's transactions, and wires the outbox in their database. */
@NullMarked
package io.belfry.spring.transaction;

import org.jspecify.annotations.NullMarked;
