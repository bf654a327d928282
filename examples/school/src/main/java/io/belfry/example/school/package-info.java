/** The school: an application that a person can open and click through. */
@NullMarked
package io.belfry.example.school;

import org.jspecify.annotations.NullMarked;
