/** Who may do what: apps, origins, signatures, rates. Answers, and remembers nothing. */
@NullMarked
package io.belfry.hub.access;

import org.jspecify.annotations.NullMarked;
