@NullMarked
package io.belfry.hub.settings;

import org.jspecify.annotations.NullMarked;
