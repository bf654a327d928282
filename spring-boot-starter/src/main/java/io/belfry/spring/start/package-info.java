/** What is known before the start of an application, and what ends it in words. */
@NullMarked
package io.belfry.spring.start;

import org.jspecify.annotations.NullMarked;
