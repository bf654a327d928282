/** What stands in people's bells. */
@NullMarked
package io.belfry.example.care.notices;

import org.jspecify.annotations.NullMarked;
