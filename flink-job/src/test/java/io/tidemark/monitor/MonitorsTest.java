/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MonitorsTest {

    private static final long DAY = Durations.DAY_MILLIS;

    @Test
    void monitor_unknownModel_isTheDefault() {
        Monitors monitors = new Monitors(List.of());

        assertThat(monitors.monitor("m", 0)).isSameAs(monitors.any());
        assertThat(monitors.rules("m", 0).horizonMillis()).isEqualTo(30 * DAY);
    }

    @Test
    void apply_anyOrder_givesTheSameAnswers() throws Exception {
        List<MonitorUpdate> updates =
                List.of(
                        update(1, 10, Long.MIN_VALUE),
                        update(2, 20, 3 * DAY),
                        update(3, 30, 5 * DAY - 1),
                        update(4, 40, 2 * DAY),
                        update(4, 41, 2 * DAY),
                        update(4, 41, 2 * DAY));
        long seed = 20260713;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<List<Long>> answers = new ArrayList<>();
        for (int round = 0; round < 50; round++) {
            List<MonitorUpdate> shuffled = new ArrayList<>(updates);
            Collections.shuffle(shuffled, random);
            Monitors monitors = new Monitors(List.of());
            for (MonitorUpdate update : shuffled) {
                monitors.apply(update);
            }
            List<Long> answer = new ArrayList<>();
            for (long time = -DAY; time < 7 * DAY; time += DAY / 2) {
                answer.add(monitors.monitor("m", time).spec().minSamples());
            }
            answers.add(answer);
        }
        assertThat(answers.stream().distinct().toList()).hasSize(1);
        assertThat(answers.get(0))
                .containsExactly(
                        10L, 10L, 10L, 10L, 10L, 10L, 41L, 41L, 41L, 41L, 41L, 41L, 41L, 41L, 41L,
                        41L);
    }

    @Test
    void apply_higherRevisionWithLaterStart_leavesTheLowerInForceBefore() throws Exception {
        Monitors monitors = new Monitors(List.of());
        assertThat(monitors.apply(update(3, 30, 5 * DAY - 1))).isTrue();
        assertThat(monitors.apply(update(2, 20, Long.MIN_VALUE))).isTrue();
        assertThat(monitors.apply(update(2, 20, Long.MIN_VALUE))).isFalse();

        assertThat(monitors.monitor("m", 5 * DAY - 1).revision()).isEqualTo(2);
        assertThat(monitors.monitor("m", 5 * DAY).revision()).isEqualTo(3);
        assertThat(monitors.all()).extracting(Monitor::revision).containsExactly(3L, 2L);
        assertThat(monitors.declares("m")).isTrue();
        assertThat(monitors.declares("n")).isFalse();
        assertThat(monitors.declares(null)).isFalse();
    }

    @Test
    void apply_newRevision_keepsTheReferencesGridsAndTakesTheNewRange() throws Exception {
        MonitorSpecReader reader = new MonitorSpecReader();
        MonitorSpec first = reader.read("model_id: m\nsegments: [city]");
        byte[] csv = "temp,city,label\n1,Bern,0\n2,Basel,1\n".getBytes(StandardCharsets.UTF_8);
        Reference reference =
                new ReferenceReader(first).read(new ByteArrayInputStream(csv), "reference.csv");
        Monitors monitors = new Monitors(List.of(Monitor.of(first, reference)));

        MonitorSpec second =
                reader.read(
                        """
                        model_id: m
                        revision: 2
                        segments: [city, temp]
                        features: {temp: {type: numeric, max: 1}}
                        """);
        monitors.apply(MonitorUpdate.of(second));
        Monitor monitor = monitors.monitor("m", 0);

        assertThat(monitor.revision()).isEqualTo(2);
        assertThat(monitor.layout("temp").maximum()).isEqualTo(1);
        assertThat(monitor.layout("temp").hash()).isEqualTo(reference.layout("temp").hash());
        assertThat(monitor.segments()).contains("city=Bern", "city=Basel", "temp=(other)");
        assertThat(monitor.reference().profile("temp=(other)", "temp").present()).isEqualTo(2);
        assertThat(monitor.tallyLayout().hash()).isEqualTo(reference.tallyLayout().hash());
    }

    @Test
    void apply_badUpdate_changesNothing() throws Exception {
        Monitors monitors = new Monitors(List.of());
        monitors.apply(update(1, 10, Long.MIN_VALUE));

        assertThatThrownBy(() -> monitors.apply(new MonitorUpdate("m", 2, "{", Long.MIN_VALUE)))
                .isInstanceOf(InvalidSpec.class);
        assertThatThrownBy(
                        () ->
                                monitors.apply(
                                        new MonitorUpdate("other", 1, json(1, 5), Long.MIN_VALUE)))
                .hasMessage("model_id: expected other, as its update says");
        assertThatThrownBy(
                        () -> monitors.apply(new MonitorUpdate("m", 7, json(1, 5), Long.MIN_VALUE)))
                .hasMessage("revision: expected 7, as its update says");
        assertThat(monitors.monitor("m", 0).spec().minSamples()).isEqualTo(10);
    }

    private static MonitorUpdate update(long revision, int minSamples, long fromMillis) {
        return new MonitorUpdate("m", revision, json(revision, minSamples), fromMillis);
    }

    private static String json(long revision, int minSamples) {
        return "{\"model_id\": \"m\", \"revision\": %d, \"min_samples\": %d}"
                .formatted(revision, minSamples);
    }
}
