/** The clinic as a whole, over real sockets. */
@NullMarked
package io.belfry.example.clinic;

import org.jspecify.annotations.NullMarked;
