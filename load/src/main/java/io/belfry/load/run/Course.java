package io.belfry.load.run;

import io.belfry.load.server.LoadFailed;

/** How one scenario goes. Driven by one thread, that of whoever wants the report. */
interface Course {

    /** Goes through the whole of it. */
    void go() throws BrokenOff, LoadFailed;

    /** Where it stands, in one line for people. On the tester's loop. */
    String status();

    /** Tells what was seen so far. On the tester's loop, after the end, be it early. */
    void conclude(Findings findings);
}
