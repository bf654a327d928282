package io.belfry.cli.settings;

import io.belfry.protocol.AppKey;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes settings records out of what the sources give, the first of which wins, value by value. It
 * knows no setting by name: names, types and defaults are those of the records, and what a record
 * refuses becomes a sentence with the place where the value was given. Not thread-safe.
 */
final class Binder {
    private final Path folder;
    private final Problems problems;
    private final List<Loaded.Effective> effective = new ArrayList<>();

    /**
     * @param folder what relative paths in a file start from
     */
    Binder(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    List<Loaded.Effective> effective() {
        return effective;
    }

    /**
     * @param prefix of the names of its members: empty, or a path that ends with a dot
     * @param sources as they go before one another
     */
    <R extends Record> R bind(
            Class<R> type, Known.Section section, String prefix, List<Given.Group> sources) {
        Draft<R> draft = new Draft<>(type);
        RecordComponent[] components = draft.components();
        @Nullable Origin[] origins = new Origin[components.length];
        for (int i = 0; i < components.length; i++) {
            origins[i] = originOf(components[i], sources);
            Object value =
                    Catalogue.isKeys(type, components[i])
                            ? keys(section, prefix, sources)
                            : value(draft, i, section, prefix, sources);
            if (value != null) {
                draft.put(i, value);
            }
        }
        return draft.finish((component, sentence) -> {
            if (component < 0) {
                problems.add(lastOf(sources), together(prefix, section.name(), sentence));
            } else {
                String name = Catalogue.nameOf(components[component]);
                problems.add(
                        origins[component],
                        sentence.startsWith(name + " ")
                                ? prefix + sentence
                                : together(prefix + name + ".", section.name(), sentence));
            }
        });
    }

    /** A record that is a member of the root without being a component of the hub's. */
    <R extends Record> R bindMember(
            Class<R> type, Known.Section root, String name, List<Given.Group> sources) {
        if (root.member(name) instanceof Known.Section section) {
            return bind(type, section, name + ".", groups(name, members(sources, name)));
        }
        throw new IllegalStateException("there is no section " + name);
    }

    private static @Nullable Origin lastOf(List<Given.Group> sources) {
        return sources.isEmpty() ? null : sources.getLast().origin();
    }

    private static @Nullable Origin originOf(RecordComponent component, List<Given.Group> sources) {
        List<Given> given = members(sources, Catalogue.nameOf(component));
        return given.isEmpty() ? lastOf(sources) : given.getFirst().origin();
    }

    // Records speak of their components, or of themselves, by name; else it is put in front.
    private static String together(String prefix, String name, String sentence) {
        return prefix.isEmpty() || sentence.startsWith(name + " ")
                ? sentence
                : prefix.substring(0, prefix.length() - 1) + ": " + sentence;
    }

    private @Nullable Object value(
            Draft<?> draft,
            int component,
            Known.Section section,
            String prefix,
            List<Given.Group> sources) {
        String name = Catalogue.nameOf(draft.components()[component]);
        Known known = section.members().get(name);
        List<Given> given = members(sources, name);
        return switch (known) {
            case null -> throw new IllegalStateException(section.type() + " has no " + name);
            case Known.Value value ->
                    single(value, prefix + name, given, draft.valid(component), lastOf(sources));
            case Known.Section inner ->
                    bind(inner.type(), inner, prefix + name + ".", groups(prefix + name, given));
            case Known.Sections many ->
                    items(many.item().type(), many.item(), prefix + name, given);
        };
    }

    private @Nullable Object single(
            Known.Value known,
            String path,
            List<Given> given,
            @Nullable Object otherwise,
            @Nullable Origin missing) {
        ValueForm form = new ValueForm(known);
        if (given.isEmpty()) {
            if (known.setting().required()) {
                problems.add(missing, path + " is missing");
            }
            tell(path, form.show(otherwise), Origin.DEFAULT);
            return null;
        }
        Given first = given.getFirst();
        try {
            Object value = form.read(first, folder);
            tell(path, form.show(value), first.origin());
            return value;
        } catch (ValueForm.Mismatch e) {
            problems.add(first.origin(), path + " " + e.getMessage());
            return null;
        }
    }

    private void tell(String path, String value, Origin origin) {
        effective.add(new Loaded.Effective(path, value, origin.shortly()));
    }

    private List<AppKey> keys(Known.Section app, String prefix, List<Given.Group> sources) {
        List<AppKey> keys = new ArrayList<>();
        keys.add(bind(KeyPair.class, app, prefix, sources).toAppKey());
        if (app.member(KeyPair.MORE) instanceof Known.Sections more) {
            List<Given> given = members(sources, KeyPair.MORE);
            items(KeyPair.class, more.item(), prefix + KeyPair.MORE, given)
                    .forEach(each -> keys.add(each.toAppKey()));
        }
        return keys;
    }

    private <I extends Record> List<I> items(
            Class<I> type, Known.Section item, String path, List<Given> given) {
        List<Given.Items> lists = new ArrayList<>();
        for (Given each : given) {
            if (each instanceof Given.Items items) {
                lists.add(items);
            } else {
                problems.add(each.origin(), path + " must be a list of groups");
            }
        }
        List<I> bound = new ArrayList<>();
        int size = lists.stream().mapToInt(Given.Items::size).max().orElse(0);
        for (int i = 0; i < size; i++) {
            String place = path + "[" + i + "]";
            List<Given> own = numbered(lists, i);
            if (own.isEmpty()) {
                problems.add(
                        lists.getFirst().origin(), place + " is missing, but there is a later one");
                break;
            }
            bound.add(bind(type, item, place + ".", groups(place, own)));
        }
        return bound;
    }

    private static List<Given> numbered(List<Given.Items> lists, int number) {
        return lists.stream()
                .flatMap(each -> Stream.ofNullable(each.numbered().get(number)))
                .toList();
    }

    private static List<Given> members(List<Given.Group> sources, String name) {
        return sources.stream().flatMap(each -> Stream.ofNullable(each.member(name))).toList();
    }

    private List<Given.Group> groups(String path, List<Given> given) {
        List<Given.Group> groups = new ArrayList<>();
        for (Given each : given) {
            if (each instanceof Given.Group group) {
                groups.add(group);
            } else {
                problems.add(each.origin(), path + " must be a group of settings, name: value");
            }
        }
        return groups;
    }
}
