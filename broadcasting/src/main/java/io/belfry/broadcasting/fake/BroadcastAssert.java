package io.belfry.broadcasting.fake;

import io.belfry.broadcasting.BroadcastListener.Accepted;
import io.belfry.broadcasting.driver.Publication;
import io.belfry.broadcasting.event.BroadcastEvent;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says of the broadcasts of one class of events what at least one of them must be; each sentence
 * narrows down which those are.
 *
 * @param <E> the class of the events
 */
public final class BroadcastAssert<E extends BroadcastEvent> {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Class<E> type;
    private final List<Accepted> some;
    private final List<Accepted> all;

    BroadcastAssert(Class<E> type, List<Accepted> some, List<Accepted> all) {
        this.type = type;
        this.some = some;
        this.all = all;
    }

    BroadcastAssert<E> isNotEmpty() {
        return narrowed(each -> true, "");
    }

    private BroadcastAssert<E> narrowed(Predicate<Accepted> condition, String said) {
        List<Accepted> left = some.stream().filter(condition).toList();
        if (left.isEmpty()) {
            throw new AssertionError(
                    "%s was not broadcast%s; there is %s"
                            .formatted(type.getName(), said, shown(all)));
        }
        return new BroadcastAssert<>(type, left, all);
    }

    /**
     * On this channel, whatever others it was on.
     *
     * @param channel as it is called on the wire, such as {@code private-orders.7}
     */
    public BroadcastAssert<E> on(String channel) {
        return narrowed(each -> carries(each, channel), " on " + channel);
    }

    private static boolean carries(Accepted broadcast, String channel) {
        return broadcast.publications().stream().anyMatch(each -> isOn(each, channel));
    }

    private static boolean isOn(Publication publication, String channel) {
        return publication.channels().stream().anyMatch(name -> name.value().equals(channel));
    }

    /** Under this name on the wire. */
    public BroadcastAssert<E> as(String name) {
        return narrowed(each -> each.name().equals(name), " as " + name);
    }

    /**
     * With this payload on one of its channels.
     *
     * @param json compared as values: the order of members does not matter
     */
    public BroadcastAssert<E> withPayload(String json) {
        return narrowed(
                each ->
                        each.publications().stream()
                                .anyMatch(publication -> isSame(publication.data(), json)),
                " with " + json);
    }

    /**
     * With this payload on this channel: what one audience hears.
     *
     * @param json compared as values: the order of members does not matter
     */
    public BroadcastAssert<E> withPayload(String channel, String json) {
        return narrowed(
                each ->
                        each.publications().stream()
                                .anyMatch(publication ->
                                        isOn(publication, channel)
                                                && isSame(publication.data(), json)),
                " on " + channel + " with " + json);
    }

    private static boolean isSame(String data, String json) {
        return JSON.readTree(data).equals(JSON.readTree(json));
    }

    /** Left out the connection of the request. */
    public BroadcastAssert<E> toOthers() {
        return narrowed(
                each -> each.publications().stream().allMatch(some -> some.except() != null),
                " to others");
    }

    /** An event of which this holds. */
    public BroadcastAssert<E> matching(Predicate<? super E> condition) {
        return narrowed(each -> condition.test(type.cast(each.event())), " as it should be");
    }

    /**
     * @throws AssertionError when there is more than one of those
     */
    public void once() {
        times(1);
    }

    /**
     * @throws AssertionError when there are more or fewer of those
     */
    public void times(int times) {
        if (some.size() != times) {
            throw new AssertionError(
                    "%s was broadcast %d times, not %d; there is %s"
                            .formatted(type.getName(), some.size(), times, shown(all)));
        }
    }

    static String shown(List<Accepted> broadcasts) {
        return broadcasts.isEmpty()
                ? "nothing"
                : broadcasts.stream()
                        .flatMap(each -> each.publications().stream())
                        .map(each -> each.name() + " on " + each.channels() + ": " + each.data())
                        .collect(Collectors.joining("; "));
    }
}
