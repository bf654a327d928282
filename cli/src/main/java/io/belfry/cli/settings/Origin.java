package io.belfry.cli.settings;

/**
 * Where a value was given. Immutable.
 *
 * @param name of the file, the environment variable or the flag
 * @param line in the file, counted from 1; 0 for what is no file
 */
record Origin(String name, int line) {
    static final Origin DEFAULT = of("default");

    static Origin of(String name) {
        return new Origin(name, 0);
    }

    boolean isFile() {
        return line > 0;
    }

    /** Short, for tables. */
    String shortly() {
        return isFile() ? name + ":" + line : name;
    }

    /** As the beginning of a sentence. */
    @Override
    public String toString() {
        return isFile() ? name + ", line " + line : name;
    }
}
