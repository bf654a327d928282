/** What pages hear at once, and who may hear it. */
@NullMarked
package io.belfry.example.clinic.live;

import org.jspecify.annotations.NullMarked;
