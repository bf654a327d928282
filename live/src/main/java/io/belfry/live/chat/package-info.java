/** Conversations of users, with numbered messages and receipts. */
@NullMarked
package io.belfry.live.chat;

import org.jspecify.annotations.NullMarked;
