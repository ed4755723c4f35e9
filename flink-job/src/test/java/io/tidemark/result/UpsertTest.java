/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;

class UpsertTest {
    private static final long START = 1_795_219_200_000L; // 2026-11-21T00:00:00Z
    private static final WindowKey WINDOW =
            new WindowKey("fare", "v1", "city=Köln", "7d/1d", START, START + 604_800_000L);
    private static final RowVersion VERSION = new RowVersion(0, 1, 42, RowVersion.OPEN);

    @Test
    void of_confusionRow_isThisVeryText() {
        ConfusionRow row =
                new ConfusionRow(WINDOW, "label", List.of(new ConfusionCell("a", "b", 3)), VERSION);
        Upsert upsert = Upsert.of(row);
        assertThat(upsert.table()).isEqualTo("confusion");
        assertThat(upsert.key())
                .isEqualTo(
                        "[\"fare\",\"v1\",\"city=Köln\",\"7d/1d\",\"2026-11-21T00:00:00Z\",\"label\"]");
        assertThat(upsert.json())
                .isEqualTo(
                        "{\"model_id\":\"fare\",\"model_version\":\"v1\",\"segment\":\"city=Köln\","
                                + "\"window_name\":\"7d/1d\",\"window_start\":\"2026-11-21T00:00:00Z\","
                                + "\"label_name\":\"label\",\"window_end\":\"2026-11-28T00:00:00Z\","
                                + "\"cells\":[{\"actual\":\"a\",\"predicted\":\"b\",\"count\":3}],"
                                + "\"generation\":0,\"spec_revision\":1,\"revision\":42,\"stage\":1}");
        assertThat(upsert.toLine())
                .startsWith("{\"table\":\"confusion\",\"model_id\":\"fare\",")
                .endsWith("}");
    }

    @Test
    void of_everyRow_hasExactlyTheColumnsOfItsTableInOrder() throws Exception {
        List<ResultRow> rows =
                List.of(
                        modelWindow(0.5),
                        new FeatureWindowRow(
                                WINDOW, "f", "numeric", 1, 0, 0, 0, 0, 0, null, null, null, null,
                                null, null, null, null, null, null, null, null, null, VERSION),
                        new FeatureDriftRow(
                                WINDOW,
                                "f",
                                "reference",
                                "ks",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "informs",
                                null,
                                List.of("empty"),
                                0,
                                1,
                                VERSION),
                        new FeatureDistributionRow(
                                WINDOW, "f", "reference", null, List.of(), VERSION),
                        new ModelDriftRow(
                                WINDOW,
                                "reference",
                                "mmd",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "decides",
                                null,
                                List.of("no_events"),
                                List.of(new Moved("f", 0.5)),
                                0,
                                1,
                                VERSION),
                        new AttributionWindowRow(WINDOW, "f", 0.1, 1L, null, null, VERSION),
                        new PerformanceWindowRow(
                                WINDOW,
                                "label",
                                "observed",
                                "mae",
                                null,
                                null,
                                null,
                                "no labels",
                                0,
                                1,
                                0.0,
                                null,
                                null,
                                VERSION),
                        new ConfusionRow(WINDOW, "label", List.of(), VERSION),
                        new EventOutcomeRow("fare", START, "late", 1),
                        new AlertRow(AlertEventTest.alert(AlertEvent.FIRING, null)),
                        new MonitorRow("fare", 3, "{}"));
        assertThat(rows).hasSameSizeAs(Table.values());
        for (ResultRow row : rows) {
            List<String> names = new ArrayList<>();
            new ObjectMapper()
                    .readTree(Upsert.of(row).json())
                    .fieldNames()
                    .forEachRemaining(names::add);
            assertThat(names).as(row.table().tableName()).isEqualTo(row.table().columns());
            assertThat(row.table().columns()).doesNotHaveDuplicates();
        }
    }

    @Test
    void of_numbers_areShortestAndReadBackToTheSameBits() throws Exception {
        for (double value :
                new double[] {
                    0.1,
                    1e21,
                    1e-7,
                    2.0e-3,
                    2.2e-322,
                    Double.MIN_VALUE,
                    Double.MAX_VALUE,
                    123456789.0
                }) {
            String json = Upsert.of(modelWindow(value)).json();
            JsonNode node = new ObjectMapper().readTree(json).get("error_rate");
            assertThat(node.doubleValue()).isEqualTo(value);
        }
        // 1.9999999999999998E23 by Double.toString of JDK 17
        assertThat(Upsert.of(modelWindow(Double.valueOf("2e23"))).json())
                .contains("\"error_rate\":2.0E23,");
        assertThat(Upsert.of(modelWindow(-0.0)).json()).contains("\"error_rate\":0.0,");
    }

    @Test
    void of_undefinedNumbers_areNull() {
        for (Double value :
                new Double[] {
                    null, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
                }) {
            assertThat(Upsert.of(modelWindow(value)).json()).contains("\"error_rate\":null,");
        }
    }

    @Test
    void of_times_haveMillisecondsOnlyWhenThereAreAny() {
        assertThat(RowWriter.isoTime(0)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(RowWriter.isoTime(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(RowWriter.isoTime(START + 20)).isEqualTo("2026-11-21T00:00:00.020Z");
    }

    @Test
    void of_controlCharactersAndHalfPairs_areGoneFromJsonAndKey() {
        Upsert upsert =
                Upsert.of(new EventOutcomeRow("a\0b\u0085\t\ud800 \ud83c\udf0a", 0, "x", 1));
        assertThat(upsert.json()).contains("\"model_id\":\"ab \ufffd \ud83c\udf0a\"");
        assertThat(upsert.key()).startsWith("[\"ab \ufffd \ud83c\udf0a\",");
    }

    @Test
    void of_nestedJson_isCanonicalAndClean() {
        Upsert upsert =
                Upsert.of(
                        new MonitorRow(
                                "m",
                                1,
                                "{ \"a\\u0000\" : [ 1.50, 1e400, 7, true, null, \"x\\ny\" ] }"));
        assertThat(upsert.json()).contains("\"spec\":{\"a\":[1.5,null,7,true,null,\"x y\"]}");
    }

    @Test
    void replaces_newerEqualAndOlder_followsTheOrderOfTheVersion() {
        List<RowVersion> ascending =
                List.of(
                        new RowVersion(0, 1, 5, 0),
                        new RowVersion(0, 1, 5, 2),
                        new RowVersion(0, 1, 6, 0),
                        new RowVersion(0, 2, 1, 0),
                        new RowVersion(1, 0, 0, 0));
        for (int i = 0; i < ascending.size(); i++) {
            for (int j = 0; j < ascending.size(); j++) {
                Upsert left = new Upsert("t", "k", ascending.get(i), "{}");
                Upsert right = new Upsert("t", "k", ascending.get(j), "{}");
                assertThat(left.replaces(right)).isEqualTo(i >= j);
            }
        }
    }

    @Test
    void types_onStreams_needNoKryo() {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(Upsert.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(AlertEvent.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(ConfusionRow.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(FeatureDriftRow.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(FeatureWindowRow.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(FeatureDistributionRow.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(PerformanceWindowRow.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(ModelWindowRow.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(ModelDriftRow.class);
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(AttributionWindowRow.class);
    }

    private static ModelWindowRow modelWindow(Double errorRate) {
        return new ModelWindowRow(
                WINDOW, 1, 0, errorRate, null, null, null, null, null, null, null, null, VERSION);
    }
}
