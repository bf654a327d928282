package io.belfry.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.hub.settings.Setting;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the reference of the settings true; run with {@code -Dbelfry.docs=write} to renew it. */
class SettingsReferenceTest {
    private static final Path REFERENCE = Path.of("../docs/reference/settings.md");

    private static final Map<Setting.Level, String> HEADINGS =
            Map.of(
                    Setting.Level.ESSENTIAL, "## What every hub is given",
                    Setting.Level.FREQUENT, "## What many change",
                    Setting.Level.RARE, "## What few need");

    @Test
    void the_reference_tells_of_every_setting() throws IOException, SettingsRefused {
        String reference = reference();
        if ("write".equals(System.getProperty("belfry.docs"))) {
            Files.createDirectories(REFERENCE.getParent());
            Files.writeString(REFERENCE, reference);
        }

        assertThat(REFERENCE)
                .as(
                        "mvn -pl cli -am test -Dtest=SettingsReferenceTest -Dbelfry.docs=write"
                                + " renews it")
                .hasContent(reference);
    }

    /** Of each path, as an app with everything in it has them. */
    private static Map<String, String> defaults() throws SettingsRefused {
        Map<String, String> everything =
                Map.of(
                        "BELFRY_APPS_0_ID", "app",
                        "BELFRY_APPS_0_KEY", "key",
                        "BELFRY_APPS_0_SECRET", "secret",
                        "BELFRY_APPS_0_WEBHOOKS_0_URL", "http://example.test");
        return new SettingsSources(List.of(), everything, Path.of("no-such-file.yml"))
                .load().effective().stream()
                        .collect(
                                Collectors.toMap(
                                        each -> each.path().replace("[0]", "[]"),
                                        Loaded.Effective::value));
    }

    private static String reference() throws SettingsRefused {
        Map<String, String> defaults = defaults();
        StringBuilder text = new StringBuilder();
        text.append(
                """
                # Settings

                <!-- Written by SettingsReferenceTest out of the settings records; do not edit. -->

                `./belfry start --print-settings` shows every value and where it comes from.

                A value is taken from the first of these that has it:

                1. flags: `--host`, `--port`, `--path`, `--debug`;
                2. environment variables of Belfry: `BELFRY_` and the path of the setting, in
                   capitals and with underscores, `BELFRY_SERVER_PORT` for `server.port`. Items of
                   lists are numbered from 0: `BELFRY_APPS_0_KEY`;
                3. environment variables of Laravel Reverb, as far as they are named below. Those of
                   an app stand for the only one; beside several apps they are passed over;
                4. the file: `belfry.yml` in the folder where the hub is started, or that of
                   `--config FILE`;
                5. for `redis`, environment variables of Laravel, as far as they are named below,
                   and only with `redis.feed.enabled`. Those that say where Redis is are passed
                   over when `redis.url` or `redis.host` is given by any of the above;
                6. the default.

                An unknown setting or a value out of range ends the start with a sentence for each,
                and exit code 2. A variable that is empty counts as not set.

                ```yaml
                mode: production
                server: { host: 0.0.0.0, port: 8080, trusted_proxies: [10.0.0.0/8] }
                tls: { certificate: chain.pem, key: key.pem }
                apps:
                  - id: "153066"
                    key: app-key
                    secret: app-secret
                    more_keys:
                      - { key: the-key-before, secret: its-secret }
                    allowed_origins: [example.com, "*.example.com"]
                    webhooks:
                      - { url: "https://example.com/hook", event_types: [channel_occupied] }
                ```

                Times are in seconds, or with a unit: `500ms`, `10s`, `2m`, `1h`, `7d`. Sizes are in
                bytes, or with a unit: `64KiB`, `1MiB`, `1GiB`. Paths of files start from the folder
                of the settings file. In the environment lists are written with commas (`a,b`) and
                groups with equals signs (`Name=value,Other=value`).

                `./belfry reload`, or SIGHUP to the process, rereads the apps and the log; everything
                else waits for the next start. What cannot be read or is out of range changes
                nothing. A process that was started with `nohup` hears `./belfry reload` only.
                """);
        for (Setting.Level level : Setting.Level.values()) {
            text.append("\n").append(HEADINGS.get(level)).append("\n\n");
            text.append("| setting | value | default | meaning |\n|---|---|---|---|\n");
            listed(level).forEach(each -> text.append(row(each, defaults)));
        }
        return text.toString();
    }

    private static Stream<Catalogue.Listed> listed(Setting.Level level) {
        return Catalogue.list().stream().filter(each -> each.value().setting().level() == level);
    }

    private static String row(Catalogue.Listed listed, Map<String, String> defaults) {
        Setting setting = listed.value().setting();
        return "| `%s`%s | %s | %s | %s |\n"
                .formatted(
                        listed.path(),
                        names(listed),
                        value(new ValueForm(listed.value())),
                        setting.required() ? "required" : shown(defaults.get(listed.path())),
                        setting.value());
    }

    private static String value(ValueForm form) {
        return form.range().isEmpty() ? form.kind() : form.kind() + ", " + form.range();
    }

    /** What it is called elsewhere. */
    private static String names(Catalogue.Listed listed) {
        return Stream.concat(listed.reverbNames().stream(), listed.laravelNames().stream())
                .map(name -> "<br>" + name)
                .collect(Collectors.joining());
    }

    private static String shown(String value) {
        return value == null || value.isEmpty() ? "none" : "`" + value + "`";
    }
}
