/**
 * Where settings come from: flags, environment, file and defaults become one {@link
 * io.belfry.cli.settings.Loaded}, or a list of everything that is wrong with them.
 *
 * <p>The annotations of the settings records are the only list of what can be set. {@link
 * io.belfry.cli.settings.Catalogue} reads them; every source is held against it.
 */
@NullMarked
package io.belfry.cli.settings;

import org.jspecify.annotations.NullMarked;
