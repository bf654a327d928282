/**
 * A help desk: people, their tickets, the pages that show them, and what pages are told at once.
 */
@NullMarked
package io.belfry.example.helpdesk;

import org.jspecify.annotations.NullMarked;
