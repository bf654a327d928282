package io.belfry.notifications.audience;

import io.belfry.fields.PlainText;

/** Users whom only the application can find. Immutable. */
public sealed interface Audience extends Recipients {

    /** How long the name of a role or group may be. */
    int LONGEST = 200;

    /** How long the name of a kind of groups may be. */
    int LONGEST_KIND = 100;

    /** All users of a role: {@code admin}. */
    record Role(String name) implements Audience {

        /**
         * @throws io.belfry.fields.FieldRefused when it is none
         */
        public Role {
            PlainText.line("role", name, LONGEST);
        }
    }

    /**
     * All users of a group.
     *
     * @param kind of the group: {@code class}
     * @param id of the group within its kind: {@code 7b}
     */
    record Group(String kind, String id) implements Audience {

        /**
         * @throws io.belfry.fields.FieldRefused when either is none
         */
        public Group {
            PlainText.line("kind", kind, LONGEST_KIND);
            PlainText.line("id", id, LONGEST);
        }
    }
}
