/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import io.tidemark.io.kafka.KafkaSettings;
import io.tidemark.io.postgres.PostgresSettings;
import io.tidemark.io.postgres.PostgresSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Kafka and Postgres as the settings name them, in the terms of the packages that speak to them.
 */
record Endpoints(KafkaSettings kafka, PostgresSettings postgres, PostgresSink.Settings rows) {
    private static final String PASSWORD_VARIABLE = "TIDEMARK_POSTGRES_PASSWORD";
    private static final long DISCOVERY_MILLIS = 60_000;

    /** Longer than a restart, and below the fifteen minutes that brokers allow by default. */
    private static final long TRANSACTION_MILLIS = 10 * 60_000;

    /**
     * @param config the settings file, beside which a password file is looked for
     * @param environment for the password, where no file is named
     */
    static Endpoints of(Settings settings, Path config, Map<String, String> environment)
            throws InvalidSettings {
        return new Endpoints(
                kafka(settings.kafka()),
                postgres(settings.postgres(), config, environment),
                new PostgresSink.Settings(
                        settings.postgres().batchRows(),
                        PostgresSink.Settings.defaults().flushIntervalMillis(),
                        SettingsReader.duration(settings.postgres().maxOutage()).toMillis()));
    }

    private static KafkaSettings kafka(Settings.KafkaSettings settings) {
        return new KafkaSettings(
                settings.bootstrapServers(),
                settings.group(),
                KafkaSettings.Start.valueOf(settings.start().toUpperCase(Locale.ROOT)),
                false,
                DISCOVERY_MILLIS,
                settings.alertsDelivery().equals("exactly_once") ? TRANSACTION_MILLIS : 0,
                settings.properties());
    }

    private static PostgresSettings postgres(
            Settings.PostgresSettings settings, Path config, Map<String, String> environment)
            throws InvalidSettings {
        String password = environment.get(PASSWORD_VARIABLE);
        if (settings.passwordFile() != null) {
            Path file = config.resolveSibling(settings.passwordFile());
            try {
                password = Files.readString(file, StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw new InvalidSettings(config + ": postgres.password_file: cannot read " + file);
            }
        }
        try {
            return new PostgresSettings(settings.url(), settings.user(), password);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings(config + ": postgres.url: " + e.getMessage());
        }
    }
}
