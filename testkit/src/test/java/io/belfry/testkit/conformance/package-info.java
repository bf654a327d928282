/**
 * RFC 6455 held against a running hub, case by case. The numbers are those of the Autobahn test
 * suite, so that results can be laid side by side.
 */
@NullMarked
package io.belfry.testkit.conformance;

import org.jspecify.annotations.NullMarked;
