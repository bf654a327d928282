/** What is done with tickets: each in one transaction, and told when it has committed. */
@NullMarked
package io.belfry.example.helpdesk.desk;

import org.jspecify.annotations.NullMarked;
