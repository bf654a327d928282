package io.belfry.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** Keeps the reference of the properties true; run with {@code -Dbelfry.docs=write} to renew it. */
class PropertiesReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/reference/spring-properties.md");
    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

    @Test
    void the_reference_tells_of_every_property() throws IOException {
        String reference = reference();
        if ("write".equals(System.getProperty("belfry.docs"))) {
            Files.writeString(REFERENCE, reference);
        }
        assertThat(REFERENCE)
                .as(
                        "mvn -pl spring-boot-starter -am test -Dtest=PropertiesReferenceTest"
                                + " -Dbelfry.docs=write renews it")
                .hasContent(reference);
    }

    private static String reference() throws IOException {
        StringBuilder text =
                new StringBuilder(
                        """
                        # Properties of the Spring Boot starter

                        <!-- Written by PropertiesReferenceTest out of the classes of properties; do not edit. -->

                        Durations are written as `10s`, `5m` or `1h`. Spring's other spellings are understood too:
                        `BELFRY_APP_SECRET` in the environment is `belfry.app.secret`.

                        | property | default | meaning |
                        |---|---|---|
                        """);
        try (InputStream file = PropertiesReferenceTest.class.getResourceAsStream(METADATA)) {
            JsonNode metadata = JsonMapper.shared().readTree(Objects.requireNonNull(file));
            metadata.path("properties").forEach(each -> text.append(row(each)));
        }
        text.append(
                """

                A further connection `NAME` has `belfry.connections.NAME.driver`, `.app.id`, `.app.key`, `.app.secret`, `.url`,
                `.prefix`, `.must-be-heard` and `.max-data-bytes`, which mean what they mean without it; a broadcast goes over it with `via("NAME")`.
                `belfry.throttles[com.acme.OrderShipped].most=10` and `.per=1s` let ten of these events pass in a second.
                """);
        return text.toString();
    }

    private static String row(JsonNode property) {
        String type = property.path("type").stringValue("");
        String name = property.path("name").stringValue("");
        JsonNode given = property.path("defaultValue");
        String value = given.isMissingNode() ? "" : given.asString();
        if (type.startsWith("io.belfry")) {
            value = value.toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return "| `%s` | %s | %s |\n"
                .formatted(
                        name,
                        value.isEmpty() ? "" : "`" + value + "`",
                        property.path("description").stringValue(""));
    }
}
