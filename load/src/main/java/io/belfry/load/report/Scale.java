package io.belfry.load.report;

/**
 * How a value becomes a distance.
 *
 * <p>Immutable.
 */
enum Scale {
    LINEAR,
    /** Each factor of ten is as long as every other. */
    LOGARITHMIC,
    /** Each further nine is as long as every other: from 90 to 99 as far as from 99 to 99.9. */
    PERCENTILE;

    double of(double value) {
        return switch (this) {
            case LINEAR -> value;
            case LOGARITHMIC -> Math.log10(value);
            case PERCENTILE -> 2 - Math.log10(100 - value);
        };
    }
}
