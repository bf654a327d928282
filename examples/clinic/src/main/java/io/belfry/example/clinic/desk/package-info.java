/** What is done with them, each in one transaction that also writes what is to be told. */
@NullMarked
package io.belfry.example.clinic.desk;

import org.jspecify.annotations.NullMarked;
