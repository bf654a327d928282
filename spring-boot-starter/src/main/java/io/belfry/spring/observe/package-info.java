/** What operators see of broadcasting: health, information and meters. */
@NullMarked
package io.belfry.spring.observe;

import org.jspecify.annotations.NullMarked;
