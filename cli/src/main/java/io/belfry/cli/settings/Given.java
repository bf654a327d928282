package io.belfry.cli.settings;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one source says, before anybody has asked whether it makes sense. Trees grow while their
 * source is read, by one thread, and are only read after that.
 */
sealed interface Given {

    Origin origin();

    /** A single value. */
    record Text(String text, Origin origin) implements Given {
        /** Leaves the text out, which may be a secret. */
        @Override
        public String toString() {
            return "Text[" + origin + "]";
        }
    }

    /** Nothing, in so many words: a name without a value. */
    record Nothing(Origin origin) implements Given {}

    /** Named values. */
    record Group(Map<String, Given> members, Origin origin) implements Given {
        static Group at(Origin origin) {
            return new Group(new LinkedHashMap<>(), origin);
        }

        @Nullable Given member(String name) {
            Given member = members.get(name);
            return member instanceof Nothing ? null : member;
        }
    }

    /** Numbered values, counted from 0; an environment may leave numbers out. */
    record Items(SortedMap<Integer, Given> numbered, Origin origin) implements Given {
        static Items at(Origin origin) {
            return new Items(new TreeMap<>(), origin);
        }

        /** One more than the highest number. */
        int size() {
            return numbered.isEmpty() ? 0 : numbered.lastKey() + 1;
        }
    }
}
