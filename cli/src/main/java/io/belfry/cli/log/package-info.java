/** What the program writes while it runs: one line for each event, as text or as JSON. */
@NullMarked
package io.belfry.cli.log;

import org.jspecify.annotations.NullMarked;
