/** Stock clients and SDKs against a hub, unchanged. */
@NullMarked
package io.belfry.conformance.sdk;

import org.jspecify.annotations.NullMarked;
