/** Who may listen to which channel. Knows names and users, and nothing of how either got here. */
@NullMarked
package io.belfry.broadcasting.rule;

import org.jspecify.annotations.NullMarked;
