/** What can be told of an application's events and rules before the first of them is used. */
@NullMarked
package io.belfry.broadcasting.check;

import org.jspecify.annotations.NullMarked;
