/** Web Push: messages to browsers that are closed (RFC 8030, 8188, 8291, 8292). */
@NullMarked
package io.belfry.webpush;

import org.jspecify.annotations.NullMarked;
