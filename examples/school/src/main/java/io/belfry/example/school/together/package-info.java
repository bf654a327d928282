/** What a class draws and writes together. */
@NullMarked
package io.belfry.example.school.together;

import org.jspecify.annotations.NullMarked;
