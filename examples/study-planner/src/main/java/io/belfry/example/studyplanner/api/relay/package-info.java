/** The relay, as the API calls it. */
@NullMarked
package io.belfry.example.studyplanner.api.relay;

import org.jspecify.annotations.NullMarked;
