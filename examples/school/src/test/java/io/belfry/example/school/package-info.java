/** The school as a whole, over real sockets. */
@NullMarked
package io.belfry.example.school;

import org.jspecify.annotations.NullMarked;
