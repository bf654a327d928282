/** What pages ask for over HTTP. */
@NullMarked
package io.belfry.example.clinic.api;

import org.jspecify.annotations.NullMarked;
