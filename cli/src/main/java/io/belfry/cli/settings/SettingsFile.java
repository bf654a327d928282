package io.belfry.cli.settings;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a settings file in YAML and keeps the line of everything. Texts are taken as they are
 * written: an id of {@code 0153} stays that.
 */
final class SettingsFile {
    /** Deeper than any setting lies; an alias that contains itself ends here. */
    private static final int MAX_DEPTH = 10;

    private final Path file;
    private final Problems problems;

    private SettingsFile(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** What the file says, as far as it can be read; an empty file says nothing. */
    static Given.Group read(Path file, Problems problems) {
        SettingsFile reader = new SettingsFile(file, problems);
        try {
            return reader.parse(Files.readString(file));
        } catch (CharacterCodingException e) {
            problems.add(reader.nowhere(), "this is not a text in UTF-8");
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            problems.add(new Origin(file.toString(), line), "this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(reader.nowhere(), "this is not YAML: " + e.getMessage());
        } catch (IOException e) {
            problems.add(reader.nowhere(), "the file cannot be read");
        }
        return Given.Group.at(reader.nowhere());
    }

    private Given.Group parse(String text) {
        // The core schema knows ~ as a way to say nothing.
        LoadSettings settings =
                LoadSettings.builder()
                        .setSchema(new CoreSchema())
                        .setAllowNonScalarKeys(true)
                        .build();
        Given given =
                new Compose(settings)
                        .composeString(text)
                        .map(node -> given(node, 0))
                        .orElse(new Given.Nothing(nowhere()));
        if (given instanceof Given.Group group) {
            return group;
        }
        if (!(given instanceof Given.Nothing)) {
            problems.add(given.origin(), "settings must be written as name: value");
        }
        return Given.Group.at(nowhere());
    }

    private Given given(Node node, int depth) {
        Origin origin = originOf(node);
        if (depth > MAX_DEPTH) {
            problems.add(origin, "this is nested too deeply");
            return new Given.Nothing(origin);
        }
        return switch (node) {
            case ScalarNode scalar ->
                    scalar.getTag().equals(Tag.NULL)
                            ? new Given.Nothing(origin)
                            : new Given.Text(scalar.getValue(), origin);
            case SequenceNode sequence -> items(sequence, depth);
            case MappingNode mapping -> group(mapping, depth);
            default -> new Given.Nothing(origin);
        };
    }

    private Given.Items items(SequenceNode sequence, int depth) {
        Given.Items items = Given.Items.at(originOf(sequence));
        for (Node each : sequence.getValue()) {
            items.numbered().put(items.size(), given(each, depth + 1));
        }
        return items;
    }

    private Given.Group group(MappingNode mapping, int depth) {
        Given.Group group = Given.Group.at(originOf(mapping));
        for (NodeTuple each : mapping.getValue()) {
            Node key = each.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                problems.add(originOf(key), "the name of a setting must be a single word");
            } else if (group.members().containsKey(scalar.getValue())) {
                problems.add(originOf(key), scalar.getValue() + " stands here twice");
            } else {
                // The line of the name: a value may begin on a later one.
                Given value = given(each.getValueNode(), depth + 1);
                group.members().put(scalar.getValue(), at(originOf(key), value));
            }
        }
        return group;
    }

    private static Given at(Origin origin, Given value) {
        return switch (value) {
            case Given.Text(String text, Origin own) -> new Given.Text(text, origin);
            case Given.Nothing(Origin own) -> new Given.Nothing(origin);
            case Given.Group(var members, Origin own) -> new Given.Group(members, origin);
            case Given.Items(var numbered, Origin own) -> new Given.Items(numbered, origin);
        };
    }

    private Origin originOf(Node node) {
        int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
        return new Origin(file.toString(), line);
    }

    private Origin nowhere() {
        return Origin.of(file.toString());
    }
}
