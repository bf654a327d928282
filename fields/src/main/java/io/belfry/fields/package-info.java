/** What the parts of Belfry have in common that talk to pages: fields, pages and cursors, times. */
@NullMarked
package io.belfry.fields;

import org.jspecify.annotations.NullMarked;
