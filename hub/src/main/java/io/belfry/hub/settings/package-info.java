/**
 * How a hub is set up: immutable records that are valid once they exist. Each component says in its
 * {@link io.belfry.hub.settings.Setting} what it means, its range and which environment variable
 * stands for it; settings files, documentation and {@code --print-settings} are made from that.
 */
@NullMarked
package io.belfry.hub.settings;

import org.jspecify.annotations.NullMarked;
