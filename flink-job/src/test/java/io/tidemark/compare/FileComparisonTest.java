/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.drift.DriftResult;
import io.tidemark.drift.FeatureComparison;
import io.tidemark.monitor.InvalidReference;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.monitor.MonitorSpecReader;
import io.tidemark.testing.Oracles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileComparisonTest {
    private static final MonitorSpec SPEC = MonitorSpec.ofDefaults("m");
    private static final MethodChoice ALL = MethodChoice.of(List.of(MethodChoice.ALL));

    @TempDir Path directory;

    /** Values by SciPy and NumPy, from {@code oracles/univariate.json}. */
    @Test
    void run_exact_equalsSciPyOnEveryCaseOfTheOracle() throws Exception {
        Map<String, String> expected =
                Map.of(
                        "ks", "/ks/statistic",
                        "wasserstein", "/wasserstein/normalized_by_reference_std_ddof0",
                        "psi", "/hist_quantile10/psi",
                        "jensen_shannon", "/hist_quantile10/js_distance",
                        "kuiper", "/kuiper/statistic",
                        "energy", "/energy_distance",
                        "cramer_von_mises", "/cramer_von_mises/statistic",
                        "anderson_darling",
                                "/anderson_darling_2sample/statistic_normalized_midrank",
                        "mann_whitney", "/mann_whitney/u_reference",
                        "welch_t", "/welch_t/t");
        int compared = 0;
        for (JsonNode oracle : Oracles.fromResources("univariate.json").get("cases")) {
            boolean isNumeric = oracle.get("kind").asText().equals("numeric");
            String name = oracle.get("name").asText();
            Path reference = file(cells(oracle.get("reference"), isNumeric));
            Path current = file(cells(oracle.get("current"), isNumeric));
            CompareReport report = run(reference, current, SPEC, ALL, true);
            FeatureComparison found = report.features().get(0).comparison();
            if (isNumeric) {
                for (Map.Entry<String, String> one : expected.entrySet()) {
                    JsonNode value = oracle.get("expected").at(one.getValue());
                    DriftResult result = found.result(one.getKey());
                    if (result != null && value.isNumber()) {
                        close(name + " " + one.getKey(), result.statistic(), value, 1e-9);
                        compared++;
                    }
                }
                JsonNode p = oracle.at("/expected/ks/p_asymptotic_finite_n");
                close(name + " p", found.result("ks").pValue(), p, 1e-6);
            } else {
                DriftResult chi = found.result("chi_square");
                JsonNode value = oracle.at("/expected/chi2_two_sample/statistic");
                if (value.isNumber()) {
                    close(name + " chi_square", chi.statistic(), value, 1e-9);
                    compared++;
                }
            }
        }
        System.out.println("compared with the oracle: " + compared);
        assertThat(compared).isGreaterThan(250);
    }

    @Test
    void run_moreDistinctValuesThanATableCanNumber_isExactToo() throws Exception {
        int n = 80_000;
        StringBuilder reference = new StringBuilder("a\n");
        StringBuilder current = new StringBuilder("a\n");
        int quarter = n / 4;
        for (int i = 0; i < n; i++) {
            reference.append(i).append('\n');
            current.append(i + 0.5 + quarter).append('\n');
        }
        FeatureComparison found =
                run(file(reference.toString()), file(current.toString()), SPEC, ALL, true)
                        .features()
                        .get(0)
                        .comparison();
        // the values below the current's smallest: 0 to n / 4
        double ks = (quarter + 1.0) / n;
        assertThat(found.result("ks").statistic()).isEqualTo(ks, within(1e-15));
        assertThat(found.result("ks").lower()).isEqualTo(found.result("ks").upper());
        assertThat(found.distance()).isEqualTo(quarter + 0.5, within(1e-6));
    }

    @Test
    void run_rowsInAnotherOrder_isTheSameReport() throws Exception {
        Random random = new Random(7);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            rows.add(random.nextGaussian() + "," + "abc".charAt(random.nextInt(3)) + "\n");
        }
        Path reference = file("x,c\n" + String.join("", rows.subList(0, 1_500)));
        List<String> later = rows.subList(1_500, 3_000);
        Path first = file("x,c\n" + String.join("", later));
        Collections.shuffle(later, random);
        Path second = file("x,c\n" + String.join("", later));

        String one = ReportJson.of(run(reference, first, SPEC, ALL, false));
        String two = ReportJson.of(run(reference, second, SPEC, ALL, false));
        assertThat(two.replace(second.toString(), "")).isEqualTo(one.replace(first.toString(), ""));
    }

    @Test
    void run_shiftMissingAndNewValues_areFoundAndTheRestIsQuiet() throws Exception {
        Random random = new Random(11);
        StringBuilder reference = new StringBuilder("quiet,moved,gone,zone,id\n");
        StringBuilder current = new StringBuilder("quiet,moved,gone,zone,extra\n");
        for (int i = 0; i < 2_000; i++) {
            reference.append(
                    "%s,%s,%s,%s,1%n"
                            .formatted(
                                    random.nextGaussian(),
                                    random.nextGaussian(),
                                    i,
                                    "ab".charAt(random.nextInt(2))));
            current.append(
                    "%s,%s,%s,%s,1%n"
                            .formatted(
                                    random.nextGaussian(),
                                    0.5 + random.nextGaussian(),
                                    i % 5 == 0 ? "" : i,
                                    i % 10 == 0 ? "c" : "ab".charAt(random.nextInt(2))));
        }
        CompareReport report =
                run(file(reference.toString()), file(current.toString()), SPEC, ALL, false);

        assertThat(report.features())
                .extracting(ComparedFeature::feature)
                .containsExactly("quiet", "moved", "gone", "zone");
        assertThat(feature(report, "quiet").isDrifted()).isFalse();
        assertThat(feature(report, "moved").reasons()).containsExactly("shape_changed");
        assertThat(feature(report, "gone").reasons()).containsExactly("missing_changed");
        assertThat(feature(report, "zone").reasons()).contains("new_values");
        assertThat(report.driftedShare()).isEqualTo(0.75);
        assertThat(report.level()).isEqualTo(0.05);
        assertThat(report.notes()).hasSize(2);
        assertThat(report.notes().get(0)).contains("column id is only in");
        assertThat(report.notes().get(1)).contains("column extra is only in");
    }

    @Test
    void run_mixedTypes_areCountedAndSaid() throws Exception {
        String numbers = "a\n" + "1\n2\n3\n".repeat(20);
        CompareReport report =
                run(file(numbers), file("a\n" + "x\n2\n3\n".repeat(20)), SPEC, ALL, false);
        ComparedFeature feature = report.features().get(0);
        assertThat(feature.quality().mismatches()).isEqualTo(20);
        assertThat(feature.reasons()).contains(ComparedFeature.TYPE_MISMATCHES);
        assertThat(feature.comparison().sampleSize()).isEqualTo(40);
    }

    @Test
    void run_oneRowConstantOrMissing_isDefinedWithAReason() throws Exception {
        Path normal = file("a,b\n" + "1,x\n2,y\n3,x\n".repeat(20));
        List<Path> odd =
                List.of(
                        file("a,b\n1,x\n"),
                        file("a,b\n" + "5,x\n".repeat(60)),
                        file("a,b\n" + ",\n".repeat(60)),
                        file("a,b\n" + "nan,inf\n".repeat(60)),
                        file("a,b\n" + "1e300,x\n".repeat(60)));
        for (Path one : odd) {
            for (Path other : List.of(normal, one)) {
                for (boolean isExact : new boolean[] {false, true}) {
                    defined(run(other, one, SPEC, ALL, isExact));
                    defined(run(one, other, SPEC, ALL, isExact));
                }
            }
        }
        ComparedFeature single = run(normal, odd.get(0), SPEC, ALL, false).features().get(0);
        assertThat(single.isJudged()).isFalse();
        assertThat(single.reasons()).containsExactly("too_few_values");
    }

    /** All texts, half texts, and numbers of which nothing can be said: none may pass as quiet. */
    @Test
    void run_numbersThatBecomeUnusable_haveDrifted() throws Exception {
        Path numbers = file("a\n" + "1\n2\n3\n".repeat(40));
        for (String cells :
                List.of("low\nhigh\n", "1\n2\n3\nlow\nhigh\nnone\n", "NaN\ninf\n", "1e300\n")) {
            Path unusable = file("a\n" + cells.repeat(40));
            ComparedFeature feature = run(numbers, unusable, SPEC, ALL, false).features().get(0);
            assertThat(feature.isDrifted()).as(cells).isTrue();
            assertThat(feature.reasons()).as(cells).contains("unusable_changed");
            assertThat(feature.rows())
                    .as(cells)
                    .anyMatch(row -> row.method().equals("unusable_rate") && row.isDrifted());
        }
        Path odd = file("a\n" + "1\n2\n3\nlow\n".repeat(40));
        ComparedFeature always = run(odd, odd, SPEC, ALL, false).features().get(0);
        assertThat(always.isDrifted()).isFalse();
    }

    /** One earlier value differs from all later ones of a continuous law, always. */
    @Test
    void run_tinyReference_isNotJudged() throws Exception {
        StringBuilder later = new StringBuilder("a\n");
        for (int i = 0; i < 500; i++) {
            later.append(i).append('\n');
        }
        Path current = file(later.toString());
        ComparedFeature feature =
                run(file("a\n250.5\n"), current, SPEC, ALL, false).features().get(0);
        assertThat(feature.isDrifted()).isFalse();
        assertThat(feature.isJudged()).isFalse();
        assertThat(feature.reasons()).contains("too_few_values");
    }

    @Test
    void run_aHundredThousandCategories_areCappedNotRefused() throws Exception {
        StringBuilder many = new StringBuilder("id\n");
        for (int i = 0; i < 100_000; i++) {
            many.append("u").append(i).append('\n');
        }
        Path file = file(many.toString());
        ComparedFeature feature = run(file, file, SPEC, ALL, false).features().get(0);
        assertThat(feature.isDrifted()).isFalse();
        assertThat(feature.comparison().sampleSize()).isEqualTo(100_000);
        assertThat(feature.quality().capped()).isPositive();
    }

    /** The known thousand are the commonest by chance: other values of the same law are not new. */
    @Test
    void run_moreCategoriesThanTheCapWithoutDrift_areNotNew() throws Exception {
        int alarms = 0;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Path ids = file(codes(random, 2_000, 1 << 30));
            alarms += hasNewValues(ids, file(codes(random, 500, 1 << 30))) ? 1 : 0;
            Path rare = file(codes(random, 6_000, 3_000));
            alarms += hasNewValues(rare, file(codes(random, 3_000, 3_000))) ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(3);
        Random random = new Random(99);
        Path before = file(codes(random, 20_000, 1_200));
        assertThat(hasNewValues(before, file(codes(random, 2_000, 2_400)))).isTrue();
    }

    private static String codes(Random random, int rows, int codes) {
        StringBuilder text = new StringBuilder("c\n");
        for (int i = 0; i < rows; i++) {
            text.append('u').append(random.nextInt(codes)).append('\n');
        }
        return text.toString();
    }

    private static boolean hasNewValues(Path reference, Path current) throws Exception {
        return run(reference, current, SPEC, ALL, false)
                .features()
                .get(0)
                .reasons()
                .contains("new_values");
    }

    @Test
    void run_nothingShared_isRefused() throws Exception {
        Path one = file("a\n1\n");
        Path two = file("b\n1\n");
        assertThatThrownBy(() -> run(one, two, SPEC, ALL, false))
                .isInstanceOf(InvalidReference.class)
                .hasMessageContaining(two.toString())
                .hasMessageContaining("shares no column");
    }

    @Test
    void run_monitor_decidesKindFloorAndGate() throws Exception {
        MonitorSpec spec =
                new MonitorSpecReader()
                        .read(
                                """
                                model_id: m
                                min_samples: 3
                                false_alerts_per_week: 0.01
                                features: {code: {type: categorical}, x: {effect_floor: 9}}
                                """);
        Path reference = file("code,x\n1,1\n2,2\n2,3\n3,4\n");
        CompareReport report = run(reference, reference, spec, MethodChoice.of(spec), false);
        assertThat(report.level()).isEqualTo(0.01);
        assertThat(feature(report, "code").comparison().deciding()).isEqualTo("chi_square");
        assertThat(feature(report, "x").isJudged()).isTrue();
        assertThat(feature(report, "x").verdicts().get(0).hypothesis().effectFloor()).isEqualTo(9);
    }

    @Test
    void run_monitorOfOtherColumns_saysSo() throws Exception {
        String text = "{model_id: m, features: {agee: {type: numeric}}}";
        Path file = file("age\n1\n2\n");
        CompareReport report = run(file, file, new MonitorSpecReader().read(text), ALL, false);
        assertThat(report.notes()).containsExactly("column agee of the monitor is in neither file");
        assertThat(report.judgedFeatures()).isZero();
    }

    @Test
    void json_members_areTheContracts() throws Exception {
        Path one = file("a,b,prediction\n" + "1,x,1\n2,y,2\n3,x,1\n".repeat(30));
        Path two = file("a,b,prediction\n" + "1,x,1\n9,z,2\n9,x,1\n".repeat(30));
        JsonNode report =
                new ObjectMapper().readTree(ReportJson.of(run(one, two, SPEC, ALL, false)));
        assertThat(names(report)).contains("features", "model", "drifted_share");
        JsonNode feature = report.get("features").get(0);
        assertThat(names(feature))
                .contains("feature", "kind", "drifted", "reasons", "count", "missing", "methods");
        for (JsonNode method : feature.get("methods")) {
            assertThat(names(method))
                    .contains(
                            "method",
                            "statistic",
                            "lower",
                            "upper",
                            "p_value",
                            "p_decision",
                            "role",
                            "drifted",
                            "threshold",
                            "reasons",
                            "sample_size",
                            "baseline_size");
        }
        assertThat(report.get("features").get(2).get("feature").asText()).isEqualTo("@prediction");
        assertThat(report.get("model").size()).isEqualTo(ALL.multivariate().size());
    }

    @Test
    void methods_unknownName_isASentenceWithTheKnownOnes() {
        assertThatThrownBy(() -> MethodChoice.of(List.of("ks", "kss")))
                .hasMessageContaining("'kss'")
                .hasMessageContaining("wasserstein");
    }

    private static void defined(CompareReport report) throws Exception {
        String json = ReportJson.of(report);
        assertThat(json).doesNotContain("NaN").doesNotContain("Infinity");
        for (JsonNode feature : new ObjectMapper().readTree(json).get("features")) {
            for (JsonNode method : feature.get("methods")) {
                if (method.get("statistic").isNull()) {
                    assertThat(method.get("reasons")).as(method.toString()).isNotEmpty();
                }
            }
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void close(String what, Double actual, JsonNode expected, double relative) {
        double value = expected.asDouble();
        double tolerance = Math.abs(value) < 1e-6 ? 1e-12 : relative * Math.abs(value);
        assertThat(actual).as(what).isEqualTo(value, within(tolerance));
    }

    /** A column of the oracle's numbers, or of its categories as often as they are counted. */
    private static String cells(JsonNode side, boolean isNumeric) {
        StringBuilder text = new StringBuilder("a\n");
        if (isNumeric) {
            side.forEach(value -> text.append(value.asText()).append('\n'));
        } else {
            side.properties()
                    .forEach(
                            one -> {
                                // a word of its own, whatever the category looks like
                                String cell = "\"c " + one.getKey().replace("\"", "\"\"") + "\"\n";
                                text.append(cell.repeat(one.getValue().asInt()));
                            });
        }
        return text.toString();
    }

    private static ComparedFeature feature(CompareReport report, String name) {
        return report.features().stream().filter(f -> f.feature().equals(name)).findFirst().get();
    }

    private static CompareReport run(
            Path reference, Path current, MonitorSpec spec, MethodChoice methods, boolean isExact)
            throws Exception {
        return FileComparison.run(
                new FileComparison.Request(reference, current, spec, methods, isExact),
                progress -> {});
    }

    private Path file(String text) throws Exception {
        return Files.writeString(Files.createTempFile(directory, "t", ".csv"), text);
    }
}
