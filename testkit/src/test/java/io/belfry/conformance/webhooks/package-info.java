/** What a hub calls an app's own server about, seen by that server. */
@NullMarked
package io.belfry.conformance.webhooks;

import org.jspecify.annotations.NullMarked;
