/** The help desk as a whole, over real sockets. */
@NullMarked
package io.belfry.example.helpdesk;

import org.jspecify.annotations.NullMarked;
