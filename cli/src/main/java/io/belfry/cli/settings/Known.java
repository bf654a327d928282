package io.belfry.cli.settings;

import io.belfry.hub.settings.Setting;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Type;
import java.util.Map;

/** What can be set, as a tree. Names are those of settings files. Immutable. */
sealed interface Known {

    String name();

    /** A single setting. */
    record Value(String name, Type type, Setting setting) implements Known {}

    /** A group of settings: one record. */
    record Section(String name, Class<? extends Record> type, Map<String, Known> members)
            implements Known {
        @Nullable Known member(String member) {
            return members.get(member);
        }
    }

    /** Any number of groups: a list of records. */
    record Sections(String name, Section item) implements Known {}
}
