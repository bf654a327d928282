/** What others have done: a feed for each audience. */
@NullMarked
package io.belfry.live.feed;

import org.jspecify.annotations.NullMarked;
