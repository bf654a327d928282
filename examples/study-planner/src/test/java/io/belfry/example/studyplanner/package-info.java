/** The API and the relay, over real sockets. */
@NullMarked
package io.belfry.example.studyplanner;

import org.jspecify.annotations.NullMarked;
