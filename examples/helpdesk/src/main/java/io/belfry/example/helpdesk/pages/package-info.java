/** What browsers see without anything live. */
@NullMarked
package io.belfry.example.helpdesk.pages;

import org.jspecify.annotations.NullMarked;
