/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FareReferenceTest {
    private static final Scenario DEMO = Scenario.demo(42, 1_790_000_000_000L, 700);

    @Test
    void csv_severalThousandRows_allBeforeTheScenario() {
        List<String> lines = FareReference.csv(DEMO, 8000).lines().toList();
        assertThat(lines.size()).isBetween(7600, 8400);
        int columns = lines.get(0).split(",", -1).length;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            assertThat(cells).hasSize(columns);
            assertThat(Instant.parse(cells[0]).toEpochMilli()).isLessThan(DEMO.startMillis());
        }
    }

    @Test
    void csv_sameScenario_isTheSame() {
        assertThat(FareReference.csv(DEMO, 3000)).isEqualTo(FareReference.csv(DEMO, 3000));
    }

    @Test
    void monitor_features_areThoseOfEventsAndReference() throws JsonProcessingException {
        JsonNode monitor = new YAMLMapper().readTree(FareReference.monitor());
        assertThat(monitor.get("model_id").textValue()).isEqualTo(FareReference.MODEL_ID);
        Set<String> watched = new TreeSet<>();
        monitor.get("features").fieldNames().forEachRemaining(watched::add);

        Set<String> columns =
                new TreeSet<>(
                        List.of(
                                FareReference.csv(DEMO, 500)
                                        .lines()
                                        .findFirst()
                                        .orElseThrow()
                                        .split(",")));
        assertThat(columns).containsAll(watched).hasSize(watched.size() + 4);

        String event = new Simulator(DEMO).events(0, 1).next().json();
        Set<String> sent = new TreeSet<>();
        new YAMLMapper().readTree(event).get("features").fieldNames().forEachRemaining(sent::add);
        assertThat(sent).isEqualTo(watched);
    }
}
