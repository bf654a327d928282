/** When trainers are there, and when they are not. */
@NullMarked
package io.belfry.example.care.trainers;

import org.jspecify.annotations.NullMarked;
