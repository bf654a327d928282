/** What pages ask for over HTTP that is of no one feature. */
@NullMarked
package io.belfry.example.school.api;

import org.jspecify.annotations.NullMarked;
