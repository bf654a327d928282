/** How requests that cannot be done are answered. */
@NullMarked
package io.belfry.example.care.web;

import org.jspecify.annotations.NullMarked;
