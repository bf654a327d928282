/** Tickets: who may see them, what may be done with them, and how they are kept. */
@NullMarked
package io.belfry.example.helpdesk.tickets;

import org.jspecify.annotations.NullMarked;
