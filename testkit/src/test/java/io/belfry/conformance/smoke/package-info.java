/**
 * That a hub bears a crowd: whether everything arrives, not how fast. Tests tagged {@code large}
 * open ten thousand connections and are left out with {@code -DexcludedGroups=large}.
 */
@NullMarked
package io.belfry.conformance.smoke;

import org.jspecify.annotations.NullMarked;
