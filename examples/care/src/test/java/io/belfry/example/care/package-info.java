/** The care service as a whole, over real sockets. */
@NullMarked
package io.belfry.example.care;

import org.jspecify.annotations.NullMarked;
