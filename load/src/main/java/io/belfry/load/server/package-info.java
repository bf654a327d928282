/** Which server is loaded, and how one speaks with it. */
@NullMarked
package io.belfry.load.server;

import org.jspecify.annotations.NullMarked;
