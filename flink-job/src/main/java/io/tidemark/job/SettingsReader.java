/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidemark.monitor.Durations;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads a settings file (YAML); an unknown key is an error, and every error names its key. */
public final class SettingsReader {
    private static final ObjectMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    public static Settings read(Path file) throws InvalidSettings {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new InvalidSettings("there is no settings file " + file);
        } catch (CharacterCodingException e) {
            throw new InvalidSettings(file + ": the settings file is not UTF-8");
        } catch (IOException e) {
            throw new InvalidSettings("cannot read the settings file " + file);
        }
        return parse(text, file.toString());
    }

    static Settings parse(String text, String source) throws InvalidSettings {
        Settings settings;
        try {
            settings = text.isBlank() ? null : YAML.readValue(text, Settings.class);
        } catch (UnrecognizedPropertyException e) {
            throw new InvalidSettings(
                    source
                            + ": unknown setting "
                            + path(e)
                            + "; known here: "
                            + e.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        } catch (JsonMappingException e) {
            // what is no YAML at all comes with the path that had been read so far
            throw e.getCause() instanceof JsonProcessingException syntax
                    ? notYaml(source, syntax)
                    : new InvalidSettings(source + ": " + path(e) + ": " + firstLine(e));
        } catch (JsonProcessingException e) {
            throw notYaml(source, e);
        }
        if (settings == null) {
            settings = new Settings(null, null, null, null, null);
        }
        check(settings, source);
        return settings;
    }

    private static void check(Settings settings, String source) throws InvalidSettings {
        oneOf(
                source,
                "kafka.start",
                settings.kafka().start(),
                Set.of("committed_or_earliest", "committed_or_latest", "earliest", "latest"));
        oneOf(
                source,
                "kafka.alerts_delivery",
                settings.kafka().alertsDelivery(),
                Set.of("at_least_once", "exactly_once"));
        duration(source, "postgres.max_outage", settings.postgres().maxOutage());
        duration(source, "time.out_of_orderness", settings.time().outOfOrderness());
        duration(source, "time.idle_after", settings.time().idleAfter());
        duration(source, "time.max_ahead", settings.time().maxAhead());
        duration(source, "time.provisional_after", settings.time().provisionalAfter());
        duration(source, "time.silent_after", settings.time().silentAfter());
        duration(source, "job.checkpoint_interval", settings.job().checkpointInterval());
        try {
            Instant.parse(settings.time().notBefore());
        } catch (DateTimeParseException e) {
            throw new InvalidSettings(
                    source + ": time.not_before: expected an instant like 2000-01-01T00:00:00Z");
        }
        positive(source, "job.parallelism", settings.job().parallelism());
        if (settings.job().generation() < 0) {
            throw new InvalidSettings(source + ": job.generation: must not be negative");
        }
        checkDirectory(source, settings.job().checkpointDirectory());
        checkTopics(source, settings.kafka());
        positive(source, "postgres.batch_rows", settings.postgres().batchRows());
        List<Settings.MonitorFiles> monitors = settings.monitors();
        for (int i = 0; i < monitors.size(); i++) {
            if (monitors.get(i) == null || monitors.get(i).spec() == null) {
                throw new InvalidSettings(
                        source + ": monitors[" + i + "].spec is missing: name a monitor's file");
            }
        }
    }

    private static void checkDirectory(String source, String directory) throws InvalidSettings {
        try {
            if (directory != null) {
                URI.create(directory);
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings(
                    source
                            + ": job.checkpoint_directory: expected a directory or a URI, found "
                            + directory);
        }
    }

    /** A topic that served twice would feed the job with what it writes, or one event as two. */
    private static void checkTopics(String source, Settings.KafkaSettings kafka)
            throws InvalidSettings {
        notBlank(source, "kafka.bootstrap_servers", kafka.bootstrapServers());
        notBlank(source, "kafka.group", kafka.group());
        Map<String, String> keys = new TreeMap<>();
        topic(source, "kafka.predictions", kafka.predictions(), keys);
        if (kafka.hasFeedback()) {
            topic(source, "kafka.feedback", kafka.feedback(), keys);
        }
        topic(source, "kafka.alerts", kafka.alerts(), keys);
        topic(source, "kafka.dead_letters", kafka.deadLetters(), keys);
        for (Map.Entry<String, String> property : kafka.properties().entrySet()) {
            if (property.getValue() == null) {
                throw new InvalidSettings(
                        source + ": kafka.properties." + property.getKey() + ": has no value");
            }
        }
    }

    private static void topic(String source, String key, String topic, Map<String, String> keys)
            throws InvalidSettings {
        notBlank(source, key, topic);
        String other = keys.put(topic, key);
        if (other != null) {
            throw new InvalidSettings(
                    source + ": " + key + ": topic " + topic + " is already " + other);
        }
    }

    private static void notBlank(String source, String key, String value) throws InvalidSettings {
        if (value.isBlank()) {
            throw new InvalidSettings(source + ": " + key + ": must not be empty");
        }
    }

    private static void oneOf(String source, String key, String value, Set<String> allowed)
            throws InvalidSettings {
        if (!allowed.contains(value)) {
            throw new InvalidSettings(
                    source
                            + ": "
                            + key
                            + ": expected one of "
                            + allowed.stream().sorted().collect(Collectors.joining(", "))
                            + ", found "
                            + value);
        }
    }

    private static void duration(String source, String key, String text) throws InvalidSettings {
        try {
            Durations.parseMillis(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings(source + ": " + key + ": " + e.getMessage());
        }
    }

    private static void positive(String source, String key, Integer value) throws InvalidSettings {
        if (value != null && value < 1) {
            throw new InvalidSettings(
                    source + ": " + key + ": expected at least 1, found " + value);
        }
    }

    /** A duration of the settings, which have been checked. */
    static Duration duration(String text) {
        return Duration.ofMillis(Durations.parseMillis(text));
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "the file" : path.toString();
    }

    private static InvalidSettings notYaml(String source, JsonProcessingException e) {
        String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
        return new InvalidSettings(source + line + ": not valid YAML: " + firstLine(e));
    }

    private static String firstLine(JsonProcessingException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    }

    private SettingsReader() {}
}
