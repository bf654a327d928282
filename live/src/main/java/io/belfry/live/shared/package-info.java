/** What more than one live service needs: texts and ids that are checked, pages, times. */
@NullMarked
package io.belfry.live.shared;

import org.jspecify.annotations.NullMarked;
