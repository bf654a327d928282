/** How Belfry's tables live in the database of an application, and in its transactions. */
@NullMarked
package io.belfry.database;

import org.jspecify.annotations.NullMarked;
