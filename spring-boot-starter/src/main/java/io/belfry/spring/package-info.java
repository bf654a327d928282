/**
 * What an application sets, implements or injects. The packages below wire what it has of Belfry,
 * and hold no logic of their own.
 */
@NullMarked
package io.belfry.spring;

import org.jspecify.annotations.NullMarked;
