/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.result.AlertEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Alerts as a consumer of the alert topic sees them; a repeat, which has the same id, is left out.
 */
final class AlertFeed implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<String, String> consumer;
    private final Set<String> seen = new HashSet<>();

    AlertFeed(String bootstrapServers, String topic) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "group.id",
                                "demo-" + UUID.randomUUID(),
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer());
        consumer.subscribe(List.of(topic));
    }

    /** What has come since the last call, waiting for it for a while. */
    List<AlertEvent> poll(Duration patience) {
        List<AlertEvent> alerts = new ArrayList<>();
        for (ConsumerRecord<String, String> record : consumer.poll(patience)) {
            AlertEvent alert = parse(record.value());
            if (seen.add(alert.alertId())) {
                alerts.add(alert);
            }
        }
        return alerts;
    }

    private static AlertEvent parse(String json) {
        try {
            JsonNode alert = JSON.readTree(json);
            return new AlertEvent(
                    text(alert, "alert_id"),
                    text(alert, "fingerprint"),
                    text(alert, "status"),
                    text(alert, "kind"),
                    text(alert, "severity"),
                    text(alert, "model_id"),
                    text(alert, "model_version"),
                    text(alert, "rule"),
                    text(alert, "metric"),
                    text(alert, "feature"),
                    text(alert, "segment"),
                    text(alert.path("window"), "name"),
                    time(alert.path("window"), "start"),
                    time(alert.path("window"), "end"),
                    number(alert, "value"),
                    number(alert, "threshold"),
                    text(alert, "baseline"),
                    time(alert, "started_at"),
                    alert.path("resolved_at").isTextual() ? time(alert, "resolved_at") : null,
                    text(alert, "summary"),
                    alert.path("evidence").toString(),
                    text(alert, "runbook_url"),
                    text(alert, "dashboard_url"),
                    alert.path("transition").asInt());
        } catch (JsonProcessingException e) {
            throw new CommandFailedException("the alert topic holds what is no alert", e);
        }
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.asText() : null;
    }

    private static Double number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNumber() ? (Double) value.asDouble() : null;
    }

    private static long time(JsonNode node, String name) {
        return Instant.parse(node.path(name).asText()).toEpochMilli();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
