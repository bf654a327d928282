package io.belfry.notifications.content;

/**
 * What a bell shows. Immutable.
 *
 * @param unread items that are neither read nor archived
 * @param unseen items that are neither seen nor archived
 * @param version grows with every change of this bell, so that older counts lose against newer ones
 */
public record Counts(int unread, int unseen, long version) {

    /** Of a user who never had an item. */
    public static final Counts NONE = new Counts(0, 0, 0);

    /** After an item has changed, or one more of several that change together. */
    public Counts replacing(Marks before, Marks after) {
        return new Counts(
                unread + count(after.isUnread()) - count(before.isUnread()),
                unseen + count(after.isUnseen()) - count(before.isUnseen()),
                version);
    }

    /** With one item more. */
    public Counts adding(Marks marks) {
        return new Counts(
                unread + count(marks.isUnread()), unseen + count(marks.isUnseen()), version);
    }

    /** With one item less. */
    public Counts removing(Marks marks) {
        return new Counts(
                unread - count(marks.isUnread()), unseen - count(marks.isUnseen()), version);
    }

    /** The next version. */
    public Counts next() {
        return new Counts(unread, unseen, version + 1);
    }

    private static int count(boolean holds) {
        return holds ? 1 : 0;
    }
}
