/** What users want to hear of, over which routes, and when. */
@NullMarked
package io.belfry.notifications.preference;

import org.jspecify.annotations.NullMarked;
