/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.profile.Dyadic;
import io.tidemark.profile.FeatureKind;
import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.NumericDistribution;
import io.tidemark.profile.NumericGrid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * Every statistic against values computed with SciPy and NumPy, from {@code
 * oracles/univariate.json} (its definitions: docs/statistics.md). Whatever the file holds and no
 * test compares must be named here as not published.
 */
class UnivariateOracleTest {
    /** Figures that Tidemark does not publish, variants of p-values, and remarks. */
    private static final Pattern NOT_PUBLISHED =
            Pattern.compile(
                    "/summary_.*/(skewness|excess_kurtosis)"
                            + "|/ks/(p_kolmogorov_limit|p_exact|exact_assumes.*)"
                            + "|/wasserstein/evidently_norm|/.*/p_exact"
                            + "|/(student_t|brown_forsythe)/.*|/welch_t/df|/cohens_d.*"
                            + "|/hist_equalwidth10/(edges|constant_reference)"
                            + "|/hist_.*_counts|/.*goodness_of_fit.*|/entropy_bits.*|/cramers_v"
                            + "|/chi2_two_sample_yates/.*|/.*/df|/fisher_exact/table"
                            + "|/two_proportion_z/success_category|/categories"
                            + "|/(new|missing)_categories|/hist_.*/constant_reference");

    private int compared;

    @Test
    void statistics_onEveryDistinctValueAsAnEdge_equalSciPy() throws IOException {
        List<OracleCase> cases = OracleCase.all("numeric");
        for (OracleCase oracle : cases) {
            double[] baseline = oracle.numbers("reference");
            double[] current = oracle.numbers("current");
            NumericGrid grid = NumericGrid.ofAllValues(baseline, current);
            FeatureProfile[] pair = profiles(grid, baseline, current);
            FeatureComparison all = compare(pair, FeatureKind.NUMERIC);

            compareSummary(oracle, "/summary_reference", pair[0], baseline);
            compareSummary(oracle, "/summary_current", pair[1], current);
            DriftResult ks = all.result(KolmogorovSmirnov.METHOD);
            assertThat(ks.upper()).as(oracle.name).isEqualTo(ks.lower());
            oracle.exact("/ks/statistic", ks.statistic());
            oracle.pValueIfThere("/ks/p_asymptotic_finite_n", ks.pValue());
            DriftResult kuiper = all.result(Kuiper.METHOD);
            assertThat(kuiper.upper()).as(oracle.name).isEqualTo(kuiper.lower());
            oracle.exact("/kuiper/statistic", kuiper.statistic());
            oracle.pValueIfThere("/kuiper/p_asymptotic", kuiper.pValue());
            DriftResult wasserstein = all.result(Wasserstein.METHOD);
            oracle.exact("/wasserstein/distance", all.distance());
            oracle.exact("/wasserstein/normalized_by_reference_std_ddof0", wasserstein.statistic());
            assertTight(wasserstein);
            DriftResult energy = all.result(Energy.METHOD);
            oracle.exact("/energy_distance", energy.statistic());
            assertTight(energy);
            compareRanks(oracle, all);
            DriftResult welch = all.result(WelchT.METHOD);
            oracle.exactIfThere("/welch_t/t", welch.statistic());
            oracle.pValueIfThere("/welch_t/p", welch.pValue());
            compareBins(oracle, grid, pair, all);
            finish(oracle);
        }
        finish(cases.size());
    }

    private static void compareSummary(
            OracleCase oracle, String path, FeatureProfile profile, double[] values) {
        oracle.exact(path + "/count", (double) profile.moments().count());
        oracle.exact(path + "/mean", profile.moments().mean());
        oracle.exact(path + "/std_ddof1", profile.moments().stddev());
        oracle.exact(path + "/std_ddof0", profile.moments().populationStddev());
        oracle.exact(path + "/min", profile.minimum());
        oracle.exact(path + "/max", profile.maximum());
        oracle.exact(path + "/q25", profile.quantile(0.25));
        oracle.exact(path + "/median", profile.quantile(0.5));
        oracle.exact(path + "/q75", profile.quantile(0.75));
        Dyadic sum = profile.moments().sum();
        oracle.exact(path + "/sum", sum.toDouble());
        NumericDistribution counts = profile.numeric();
        int zero = Arrays.binarySearch(counts.edges(), 0);
        oracle.exact(path + "/zeros", zero < 0 ? 0.0 : (double) counts.points()[zero]);
        long distinct = Arrays.stream(counts.points()).filter(count -> count > 0).count();
        oracle.exact(path + "/distinct", (double) distinct);
        assertThat(counts.total()).isEqualTo(values.length);
    }

    private static void compareRanks(OracleCase oracle, FeatureComparison all) {
        DriftResult cramer = all.result(CramerVonMises.METHOD);
        oracle.exactIfThere("/cramer_von_mises/statistic", cramer.statistic());
        oracle.pValueIfThere("/cramer_von_mises/p_asymptotic", cramer.pValue());
        DriftResult anderson = all.result(AndersonDarling.METHOD);
        String path = "/anderson_darling_2sample/";
        oracle.exactIfThere(path + "statistic_normalized_midrank", anderson.statistic());
        oracle.pValueIfThere(path + "p_interpolated_clipped_0001_025", anderson.pValue());
        DriftResult mann = all.result(MannWhitney.METHOD);
        assertThat(mann.upper()).as(oracle.name).isEqualTo(mann.lower());
        oracle.exactIfThere("/mann_whitney/u_reference", mann.statistic());
        oracle.pValueIfThere(
                "/mann_whitney/p_asymptotic_tie_and_continuity_corrected", mann.pValue());
    }

    private static void compareBins(
            OracleCase oracle, NumericGrid grid, FeatureProfile[] pair, FeatureComparison all) {
        BinnedCounts bins = FeaturePair.of(pair[0], pair[1], FeatureKind.NUMERIC).bins();
        if (oracle.expected("/hist_quantile10/edges").isNull()) {
            assertThat(bins.edges()).as(oracle.name).isNull();
            oracle.left().remove("/hist_quantile10/edges");
        } else {
            oracle.list("/hist_quantile10/edges", grid.deciles());
        }
        assertCounts(oracle, "/hist_quantile10/reference_counts", bins.baseline());
        assertCounts(oracle, "/hist_quantile10/current_counts", bins.current());
        compareDistances(oracle, "/hist_quantile10", bins, all);
        BinnedCounts equalWidth =
                new BinnedCounts(
                        Collections.nCopies(
                                oracle.expected("/hist_equalwidth10/reference_counts").size(), ""),
                        null,
                        longs(oracle.expected("/hist_equalwidth10/reference_counts")),
                        longs(oracle.expected("/hist_equalwidth10/current_counts")));
        compareDistances(oracle, "/hist_equalwidth10", equalWidth, null);
    }

    private static void assertCounts(OracleCase oracle, String path, long[] counts) {
        assertThat(counts).as(oracle.name + path).isEqualTo(longs(oracle.expected(path)));
    }

    /** The distances of counts; where they were computed from profiles too, those are the same. */
    private static void compareDistances(
            OracleCase oracle, String path, BinnedCounts bins, FeatureComparison all) {
        FeaturePair pair = FeaturePair.ofCategories(bins);
        double distance = of(JensenShannon.METHOD, pair, all);
        oracle.exact(path + "/psi", of(PopulationStabilityIndex.METHOD, pair, all));
        oracle.exact(path + "/kl_current_vs_reference", of(KullbackLeibler.METHOD, pair, all));
        FeaturePair turned = pair.withCounts(bins.current(), bins.baseline());
        oracle.exact(path + "/kl_reference_vs_current", of(KullbackLeibler.METHOD, turned, null));
        oracle.exact(path + "/js_distance", distance);
        oracle.exact(path + "/js_divergence", distance * distance);
        oracle.exact(path + "/hellinger", of(Hellinger.METHOD, pair, all));
        oracle.exact(path + "/total_variation", of(TotalVariation.METHOD, pair, all));
        oracle.exact(path + "/l_infinity", of(LargestShareChange.METHOD, pair, all));
    }

    private static double of(String method, FeaturePair pair, FeatureComparison all) {
        double statistic = DriftMethods.find(FeatureKind.CATEGORICAL, method).statistic(pair);
        if (all != null) {
            assertThat(all.result(method).statistic()).as(method).isEqualTo(statistic);
        }
        return statistic;
    }

    @Test
    void statistics_onQuantileGrids_holdTheExactOnesAndBinExactly() throws IOException {
        for (OracleCase oracle : OracleCase.all("numeric")) {
            double[] baseline = oracle.numbers("reference");
            double[] current = oracle.numbers("current");
            for (int resolution : new int[] {50, 200}) {
                String name = oracle.name + "@" + resolution;
                NumericGrid grid = NumericGrid.ofReference(baseline, resolution);
                FeatureProfile[] pair = profiles(grid, baseline, current);
                FeatureComparison all = compare(pair, FeatureKind.NUMERIC);
                bounded(name, all, KolmogorovSmirnov.METHOD, oracle.expected("/ks/statistic"));
                bounded(name, all, Kuiper.METHOD, oracle.expected("/kuiper/statistic"));
                bounded(name, all, Energy.METHOD, oracle.expected("/energy_distance"));
                bounded(
                        name,
                        all,
                        Wasserstein.METHOD,
                        oracle.expected("/wasserstein/normalized_by_reference_std_ddof0"));
                if (oracle.has("/mann_whitney/u_reference")) {
                    bounded(
                            name,
                            all,
                            MannWhitney.METHOD,
                            oracle.expected("/mann_whitney/u_reference"));
                }
                String bins = "/hist_quantile10/";
                same(name, all, PopulationStabilityIndex.METHOD, oracle.expected(bins + "psi"));
                same(name, all, JensenShannon.METHOD, oracle.expected(bins + "js_distance"));
                same(name, all, Hellinger.METHOD, oracle.expected(bins + "hellinger"));
                same(name, all, TotalVariation.METHOD, oracle.expected(bins + "total_variation"));
                same(name, all, LargestShareChange.METHOD, oracle.expected(bins + "l_infinity"));
                same(
                        name,
                        all,
                        KullbackLeibler.METHOD,
                        oracle.expected(bins + "kl_current_vs_reference"));
            }
        }
        finish(64);
    }

    @Test
    void statistics_ofCategories_equalSciPy() throws IOException {
        List<OracleCase> cases = OracleCase.all("categorical");
        for (OracleCase oracle : cases) {
            FeatureLayout layout = FeatureLayout.categorical(null);
            FeatureProfile[] pair = {
                categories(layout, oracle.counts("reference")),
                categories(layout, oracle.counts("current"))
            };
            FeatureComparison all = compare(pair, FeatureKind.CATEGORICAL);
            oracle.exact("/n_reference", (double) all.baselineSize());
            oracle.exact("/n_current", (double) all.sampleSize());
            BinnedCounts bins = FeaturePair.of(pair[0], pair[1], FeatureKind.CATEGORICAL).bins();
            assertThat(bins.labels()).isEqualTo(texts(oracle.expected("/categories")));
            compareDistances(oracle, "/distances", bins, all);
            table(oracle, "/chi2_two_sample", "statistic", all.result(ChiSquare.METHOD));
            table(oracle, "/g_test_two_sample", "statistic", all.result(GTest.METHOD));
            table(oracle, "/two_proportion_z", "z", all.result(ProportionTest.METHOD));
            table(oracle, "/fisher_exact", "odds_ratio", all.result(FisherExact.METHOD));
            compareNewValues(oracle, all);
            finish(oracle);
        }
        finish(cases.size());
    }

    private static void table(OracleCase oracle, String path, String field, DriftResult result) {
        if (oracle.has(path + "/p")) {
            oracle.exact(path + "/" + field, result.statistic());
            oracle.pValueIfThere(path + "/p", result.pValue());
        } else if (bins(oracle) > 2) {
            assertThat(result.reason()).as(oracle.name).isEqualTo(DriftReason.NOT_BINARY);
        }
    }

    private static int bins(OracleCase oracle) {
        return oracle.expected("/categories").size();
    }

    private static void compareNewValues(OracleCase oracle, FeatureComparison all) {
        long added = 0;
        for (JsonNode category : oracle.expected("/new_categories")) {
            added += oracle.counts("current").get(category.asText());
        }
        double share = (double) added / oracle.expected("/n_current").asLong();
        assertThat(all.result(NewValues.METHOD).statistic())
                .as(oracle.name)
                .isCloseTo(share, within(1e-12));
    }

    private void finish(OracleCase oracle) {
        assertThat(oracle.left()).as(oracle.name).allMatch(NOT_PUBLISHED.asMatchPredicate());
        compared += oracle.compared();
    }

    private void finish(int cases) {
        System.out.println("univariate oracle: " + cases + " cases, " + compared + " values");
        assertThat(compared).isGreaterThan(10 * cases);
    }

    /** Bounds on a grid of all values are the statistic but for rounding. */
    private static void assertTight(DriftResult result) {
        if (result.statistic() != null) {
            double slack = 2e-6 * result.statistic() + 1e-9;
            assertThat(result.lower()).isCloseTo(result.statistic(), within(slack));
            assertThat(result.upper()).isCloseTo(result.statistic(), within(slack));
        }
    }

    private void bounded(String name, FeatureComparison all, String method, JsonNode expected) {
        DriftResult result = all.result(method);
        String what = name + " " + method;
        if (expected.isNull()) {
            assertThat(result.statistic()).as(what).isNull();
            assertThat(result.reason()).as(what).isNotNull();
        } else {
            double value = expected.asDouble();
            assertThat(result.lower()).as(what).isLessThanOrEqualTo(value * (1 + 1e-12));
            assertThat(result.upper()).as(what).isGreaterThanOrEqualTo(value * (1 - 1e-12));
            assertThat(result.statistic()).as(what).isBetween(result.lower(), result.upper());
        }
        compared++;
    }

    private void same(String name, FeatureComparison all, String method, JsonNode expected) {
        double value = expected.asDouble();
        assertThat(all.result(method).statistic())
                .as(name + " " + method)
                .isCloseTo(value, within(1e-9 * StrictMath.abs(value) + 1e-12));
        compared++;
    }

    private static FeatureComparison compare(FeatureProfile[] pair, FeatureKind kind) {
        return FeatureComparison.of(pair[0], 0, pair[1], 0, kind, DriftMethods.names(kind), 0);
    }

    private static FeatureProfile[] profiles(NumericGrid grid, double[] first, double[] second) {
        FeatureLayout layout = FeatureLayout.numeric(grid);
        FeatureProfile[] pair = {new FeatureProfile(layout), new FeatureProfile(layout)};
        DoubleStream.of(first).forEach(pair[0]::addNumber);
        DoubleStream.of(second).forEach(pair[1]::addNumber);
        return pair;
    }

    private static FeatureProfile categories(FeatureLayout layout, Map<String, Long> counts) {
        FeatureProfile profile = new FeatureProfile(layout);
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            for (long i = 0; i < entry.getValue(); i++) {
                profile.addText(entry.getKey());
            }
        }
        return profile;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static long[] longs(JsonNode array) {
        long[] values = new long[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asLong();
        }
        return values;
    }
}
