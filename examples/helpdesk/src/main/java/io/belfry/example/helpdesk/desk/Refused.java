package io.belfry.example.helpdesk.desk;

import java.io.Serial;

/** Something that this person may not do, or that cannot be done; the message says why. */
public class Refused extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    Refused(String why) {
        super(why);
    }
}
