/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.testing.Oracles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Fairness against fairlearn's definitions, as listed in fairness.json. */
class FairnessTest {
    private int compared;

    @Test
    void of_listedCases_equalsTheOracle() {
        int cases = 0;
        for (JsonNode test : Oracles.fromResources("fairness.json").get("cases")) {
            JsonNode expected = test.get("expected");
            String name = test.get("name").textValue();
            List<GroupCounts> groups = groups(test);
            Collections.shuffle(groups, new Random(cases));
            String reference = expected.get("reference_group").textValue();
            boolean isGiven = name.startsWith("explicit");
            Fairness fairness = Fairness.of(groups, isGiven ? reference : null, 1);
            assertThat(fairness.referenceGroup()).as(name).isEqualTo(reference);
            assertThat(fairness.tooSmall()).isEmpty();
            for (GroupCounts group : fairness.judged()) {
                JsonNode rates = expected.get("by_group").get(group.group());
                equal(name, group.selectionRate().value(), rates.get("selection_rate"));
                equal(name, group.truePositiveRate().value(), rates.get("tpr"));
                equal(name, group.falsePositiveRate().value(), rates.get("fpr"));
                equal(name, group.accuracy().value(), rates.get("accuracy"));
            }
            for (FairnessMetric metric : fairness.metrics()) {
                if (metric.name().equals("disparate_impact")) {
                    compareImpact(name, metric, expected.get("disparate_impact_vs_reference"));
                } else {
                    equal(name + ' ' + metric, metric.value(), expected.get(metric.name()));
                }
                if (metric.value() == null) {
                    assertThat(metric.reason()).isNotNull();
                } else {
                    assertThat(metric.value()).isBetween(metric.lower(), metric.upper());
                }
            }
            cases++;
        }
        System.out.println("fairness.json: cases " + cases + ", values compared: " + compared);
        assertThat(cases).isEqualTo(10);
        assertThat(compared).isGreaterThan(160);
    }

    private static List<GroupCounts> groups(JsonNode test) {
        Map<String, Tally> tallies = new TreeMap<>();
        TallyLayout layout = TallyLayout.of(Task.BINARY, List.of("0", "1"), "1");
        for (int i = 0; i < test.get("labels").size(); i++) {
            tallies.computeIfAbsent(
                            test.get("groups").get(i).textValue(), group -> new Tally(layout))
                    .add(
                            Pairs.predicted(test.get("predictions").get(i).intValue()),
                            Pairs.label(test.get("labels").get(i).intValue()),
                            1);
        }
        List<GroupCounts> groups = new ArrayList<>();
        tallies.forEach(
                (group, tally) -> groups.add(GroupCounts.of(group, tally, layout.decision())));
        return groups;
    }

    private void compareImpact(String name, FairnessMetric metric, JsonNode impacts) {
        Double lowest = null;
        for (JsonNode impact : impacts) {
            if (!impact.isNull()) {
                lowest =
                        lowest == null
                                ? (Double) impact.doubleValue()
                                : (Double) StrictMath.min(lowest, impact.doubleValue());
            }
        }
        assertThat(metric.value() == null).as(name + ' ' + metric).isEqualTo(lowest == null);
        if (lowest != null) {
            assertThat(Expected.isEqual(metric.value(), lowest)).as(name + ' ' + metric).isTrue();
            assertThat(impacts.get(metric.worstGroup()).doubleValue()).isEqualTo(lowest);
        }
        compared++;
    }

    private void equal(String name, Double found, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(found).as(name).isNull();
        } else {
            assertThat(Expected.isEqual(found, expected.doubleValue()))
                    .as("%s: %s, expected %s", name, found, expected)
                    .isTrue();
        }
        compared++;
    }

    private static Map<String, FairnessMetric> byName(Fairness fairness) {
        Map<String, FairnessMetric> byName = new TreeMap<>();
        fairness.metrics().forEach(metric -> byName.put(metric.name(), metric));
        return byName;
    }

    @Test
    void of_smallGroups_areNamedAndNotJudged() {
        List<GroupCounts> groups =
                List.of(
                        new GroupCounts("a", 40, 10, 10, 40),
                        new GroupCounts("b", 30, 10, 20, 40),
                        new GroupCounts("tiny", 0, 0, 3, 0));
        Fairness fairness = Fairness.of(groups, null, 30);

        assertThat(fairness.tooSmall()).containsExactly("tiny");
        FairnessMetric parity = byName(fairness).get("demographic_parity_difference");
        assertThat(parity.value()).isEqualTo(0.5 - 0.4);
        assertThat(parity.worstGroup()).isEqualTo("b");
        assertThat(parity.bestGroup()).isEqualTo("a");

        assertThat(Fairness.of(groups, null, 1000).metrics())
                .hasSize(7)
                .allMatch(m -> m.reason().equals(FairnessMetric.GROUPS_TOO_SMALL));
        assertThat(byName(Fairness.of(groups, "tiny", 30)).get("disparate_impact").reason())
                .isEqualTo(FairnessMetric.NO_REFERENCE_GROUP);
    }

    @Test
    void of_mistakesDecideTheOdds_theWorstGroupIsTheOneWithMore() {
        List<GroupCounts> groups =
                List.of(new GroupCounts("a", 50, 5, 50, 95), new GroupCounts("b", 50, 60, 50, 40));
        FairnessMetric odds = byName(Fairness.of(groups, null, 1)).get("equalized_odds_difference");

        assertThat(odds.value()).isEqualTo(0.6 - 0.05);
        assertThat(odds.worstGroup()).isEqualTo("b");
        assertThat(odds.bestGroup()).isEqualTo("a");
        assertThat(odds.lower()).isGreaterThan(0.3);
    }

    @Test
    void of_repeatedSamples_boundsCoverTheTruth() {
        long seed = 17;
        System.out.println("coverage of fairness bounds, seed " + seed);
        Random random = new Random(seed);
        double[][] rates = {{0.3, 0.8, 0.1}, {0.4, 0.7, 0.2}, {0.35, 0.75, 0.1}};
        List<GroupCounts> population = new ArrayList<>();
        for (int group = 0; group < rates.length; group++) {
            population.add(draw(group, rates[group], 2_000_000, random));
        }
        Map<String, FairnessMetric> truth = byName(Fairness.of(population, "0", 1));
        Map<String, Integer> covered = new TreeMap<>();
        int trials = 1000;
        for (int trial = 0; trial < trials; trial++) {
            List<GroupCounts> sample = new ArrayList<>();
            for (int group = 0; group < rates.length; group++) {
                sample.add(draw(group, rates[group], 150, random));
            }
            byName(Fairness.of(sample, "0", 1))
                    .forEach(
                            (name, metric) -> {
                                double value = truth.get(name).value();
                                boolean isIn = metric.lower() <= value && value <= metric.upper();
                                covered.merge(name, isIn ? 1 : 0, Integer::sum);
                            });
        }
        System.out.println("of " + trials + ": " + covered);
        assertThat(covered).hasSize(7);
        covered.forEach(
                (name, count) ->
                        assertThat(count).as(name).isGreaterThanOrEqualTo(trials * 93 / 100));
    }

    private static GroupCounts draw(int group, double[] rates, int size, Random random) {
        long[] counts = new long[4];
        for (int i = 0; i < size; i++) {
            boolean isPositive = random.nextDouble() < rates[0];
            boolean isSelected = random.nextDouble() < (isPositive ? rates[1] : rates[2]);
            counts[isSelected ? (isPositive ? 0 : 1) : (isPositive ? 2 : 3)]++;
        }
        return new GroupCounts("" + group, counts[0], counts[1], counts[2], counts[3]);
    }
}
