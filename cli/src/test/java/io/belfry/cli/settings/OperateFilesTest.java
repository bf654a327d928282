package io.belfry.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files for operators that no other test runs are at least what they seem to be. */
class OperateFilesTest {
    private static final Path OPERATE = Path.of("../docs/operate");

    private static List<Map<?, ?>> manifests() throws IOException {
        List<Map<?, ?>> all = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(Files.readString(OPERATE.resolve("kubernetes.yaml")))
                .forEach(each -> all.add((Map<?, ?>) each));
        return all;
    }

    private static Map<?, ?> manifest(String kind) throws IOException {
        return manifests().stream()
                .filter(each -> kind.equals(each.get("kind")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void each_manifest_for_kubernetes_has_a_version_a_kind_and_a_name() throws IOException {
        assertThat(manifests())
                .extracting(each -> (String) each.get("kind"))
                .containsExactly(
                        "Secret",
                        "ConfigMap",
                        "Deployment",
                        "PodDisruptionBudget",
                        "Service",
                        "Ingress");
        assertThat(manifests())
                .allSatisfy(each -> {
                    assertThat(each.get("apiVersion")).asString().contains("v1");
                    assertThat(((Map<?, ?>) each.get("metadata")).get("name")).isEqualTo("belfry");
                });
    }

    @Test
    void the_hub_takes_the_settings_of_the_manifest(@TempDir Path folder)
            throws IOException, SettingsRefused {
        GivenSources given = new GivenSources(folder);
        ((Map<?, ?>) manifest("Secret").get("stringData"))
                .forEach((name, value) -> given.variable((String) name, (String) value));
        Map<?, ?> files = (Map<?, ?>) manifest("ConfigMap").get("data");
        given.file((String) files.get("belfry.yml"));

        assertThat(given.load().redis().nodes().enabled()).isTrue();
        assertThat(given.load().redis().password()).isEqualTo("change-me-too");
        assertThat(given.load().hub().apps().getFirst().keys().getFirst().key())
                .isEqualTo("shop-key");
    }
}
