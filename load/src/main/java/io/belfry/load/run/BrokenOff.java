package io.belfry.load.run;

/** Why a run that had begun cannot go on; what was measured until then still counts. */
final class BrokenOff extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenOff(String why) {
        super(why);
    }
}
