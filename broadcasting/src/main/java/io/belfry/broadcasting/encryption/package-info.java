/** End-to-end encryption of payloads: the server between sees names and sealed data only. */
@NullMarked
package io.belfry.broadcasting.encryption;

import org.jspecify.annotations.NullMarked;
