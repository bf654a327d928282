/** What pages are told at once: the events, and who may hear them. */
@NullMarked
package io.belfry.example.helpdesk.live;

import org.jspecify.annotations.NullMarked;
