/** Children, and what trainers have to know of them. */
@NullMarked
package io.belfry.example.care.children;

import org.jspecify.annotations.NullMarked;
