/** Who uses the help desk, and how they sign in. */
@NullMarked
package io.belfry.example.helpdesk.people;

import org.jspecify.annotations.NullMarked;
