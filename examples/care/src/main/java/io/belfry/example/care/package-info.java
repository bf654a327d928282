/** A care service: people, what they book and do, and whose pages hear of it. */
@NullMarked
package io.belfry.example.care;

import org.jspecify.annotations.NullMarked;
