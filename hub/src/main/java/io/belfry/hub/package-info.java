/**
 * One node of Belfry: a server for Pusher Channels that stands alone or lives in a Java program.
 */
@NullMarked
package io.belfry.hub;

import org.jspecify.annotations.NullMarked;
