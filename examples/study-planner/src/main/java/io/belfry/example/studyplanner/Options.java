package io.belfry.example.studyplanner;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options of the command line, as {@code --name=value}. Immutable. */
public record Options(Map<String, String> values) {
    private static final int MAX_PORT = 65_535;
    private static final int BAD_USAGE = 2;

    public Options {
        values = Map.copyOf(values);
    }

    /** Of a program, which ends with a sentence when they are none. */
    public static Options ofProgram(String... args) {
        try {
            return of(args);
        } catch (IllegalArgumentException e) {
            PrintStream err = System.err;
            err.println(e.getMessage());
            System.exit(BAD_USAGE);
            throw e;
        }
    }

    /**
     * @throws IllegalArgumentException naming what is none
     */
    static Options of(String... args) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (!arg.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("not an option as --name=value: " + arg);
            }
            values.put(arg.substring(2, equals), arg.substring(equals + 1));
        }
        return new Options(values);
    }

    public @Nullable String get(String name) {
        return values.get(name);
    }

    /**
     * @throws IllegalArgumentException when it is missing
     */
    public String required(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    /**
     * @throws IllegalArgumentException when it is none
     */
    public int port(String name, int usual) {
        String value = values.getOrDefault(name, Integer.toString(usual));
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > MAX_PORT) {
            throw new IllegalArgumentException("--" + name + " is no port: " + value);
        }
        return Integer.parseInt(value);
    }

    /** These, and others where they say nothing. */
    Options or(Map<String, ?> others) {
        Map<String, String> all = new LinkedHashMap<>();
        others.forEach((name, value) -> all.put(name, value.toString()));
        all.putAll(values);
        return new Options(all);
    }

    /** These without some. */
    Options without(String... names) {
        Map<String, String> some = new LinkedHashMap<>(values);
        List.of(names).forEach(some::remove);
        return new Options(some);
    }

    List<String> args() {
        List<String> args = new ArrayList<>();
        values.forEach((name, value) -> args.add("--" + name + "=" + value));
        return args;
    }
}
