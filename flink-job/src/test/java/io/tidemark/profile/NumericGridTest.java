/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.testing.Oracles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumericGridTest {
    private static final long SEED = 99L;

    @Test
    void deciles_oracleCases_areEqual() {
        for (JsonNode testCase : Oracles.fromResources("univariate.json").get("cases")) {
            JsonNode histogram = testCase.get("expected").get("hist_quantile10");
            if (histogram != null && histogram.get("edges").isArray()) {
                double[] reference = Oracles.numbers(testCase.get("reference"));
                assertThat(NumericGrid.ofReference(reference, 200).deciles())
                        .as(testCase.get("name").textValue())
                        .isEqualTo(Oracles.numbers(histogram.get("edges")));
            }
        }
    }

    @Test
    void deciles_bikeReference_areEqual() throws IOException {
        List<String> rows =
                Files.readAllLines(Oracles.folder().resolve("bike").resolve("reference.csv"));
        List<String> names = List.of(rows.get(0).split(",", -1));
        JsonNode expected = Oracles.fromFolder("bike/windows.json.gz").get("reference");
        int checked = 0;
        for (String feature : names) {
            JsonNode edges = expected.get("numeric_edges").get(feature);
            if (edges != null) {
                int column = names.indexOf(feature);
                double[] values =
                        rows.stream()
                                .skip(1)
                                .map(row -> row.split(",", -1)[column])
                                .filter(cell -> !cell.isEmpty())
                                .mapToDouble(Double::parseDouble)
                                .toArray();
                NumericGrid grid = NumericGrid.ofReference(values, 200);
                assertThat(grid.deciles()).as(feature).isEqualTo(Oracles.numbers(edges));
                assertThat(decileCounts(grid, values))
                        .as(feature)
                        .containsExactly(wholeNumbers(expected.get("numeric_counts").get(feature)));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(8);
    }

    @Test
    void find_everyEdgeAndNeighbour_agreesWithAScan() {
        System.out.println("NumericGridTest seed " + SEED);
        Random random = new Random(SEED);
        for (double[] reference : references(random)) {
            NumericGrid grid = NumericGrid.ofReference(reference, 200);
            double[] edges = grid.edges();
            for (int i = 0; i < edges.length; i++) {
                assertThat(grid.find(edges[i])).isEqualTo(2 * i + 1);
                checkFind(grid, edges, Math.nextUp(edges[i]));
                checkFind(grid, edges, Math.nextDown(edges[i]));
            }
            for (int i = 0; i < 20_000; i++) {
                checkFind(grid, edges, reference[random.nextInt(reference.length)]);
                checkFind(grid, edges, NastyNumbers.next(random, "everyExponent"));
                checkFind(
                        grid, edges, edges[0] + random.nextDouble() * 3 * edges[edges.length - 1]);
            }
            checkFind(grid, edges, Double.NEGATIVE_INFINITY);
            checkFind(grid, edges, Double.POSITIVE_INFINITY);
            checkFind(grid, edges, -0.0);
        }
    }

    @Test
    void edges_fewDistinctValues_areAllPoints() {
        double[] values = IntStream.range(0, 1000).mapToDouble(i -> i % 24).toArray();
        double[] edges = NumericGrid.ofReference(values, 200).edges();
        for (int value = 0; value < 24; value++) {
            assertThat(Arrays.binarySearch(edges, value)).isNotNegative();
        }
    }

    @Test
    void edges_heavyValue_isAPoint() {
        Random random = new Random(SEED);
        double[] values = random.doubles(10_000).toArray();
        Arrays.fill(values, 0, 51, 0.123456);
        double[] edges = NumericGrid.ofReference(values, 200).edges();
        assertThat(Arrays.binarySearch(edges, 0.123456)).isNotNegative();
        assertThat(edges.length).isBetween(200, 300);
    }

    @Test
    void edges_changedUnitOrSign_fallBetweenGuards() {
        Random random = new Random(SEED);
        double[] values = random.doubles(5000, 10.0, 40.0).toArray();
        NumericGrid grid = NumericGrid.ofReference(values, 200);
        int last = 2 * grid.size();
        for (double factor : new double[] {1000.0, 0.001, -1.0, 100.0}) {
            int[] cells =
                    Arrays.stream(values)
                            .mapToInt(value -> grid.find(value * factor))
                            .filter(cell -> cell > 0 && cell < last)
                            .distinct()
                            .toArray();
            assertThat(cells.length).as("cells used by a factor of " + factor).isBetween(2, 20);
        }
    }

    @Test
    void ofReference_constant_hasOneDecileAndGuards() {
        for (double constant : new double[] {0.0, 5.0, -1e100, Double.MIN_VALUE}) {
            NumericGrid grid = NumericGrid.ofReference(new double[] {constant, constant}, 200);
            assertThat(grid.deciles()).containsExactly(constant);
            assertThat(grid.find(constant) & 1).isEqualTo(1);
            assertThat(grid.outlierLow()).isEqualTo(constant);
            assertThat(grid.outlierHigh()).isEqualTo(constant);
        }
    }

    @Test
    void ofReference_unusableValues_areLeftOut() {
        double[] values = {1.0, Double.NaN, 2.0, Double.POSITIVE_INFINITY, 1e200};
        assertThat(NumericGrid.ofReference(values, 10))
                .isEqualTo(NumericGrid.ofReference(new double[] {2.0, 1.0}, 10));
        assertThatThrownBy(() -> NumericGrid.ofReference(new double[] {Double.NaN}, 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NumericGrid.ofReference(values, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofPoints_edges_areTheGivenOnes() {
        NumericGrid grid = NumericGrid.ofPoints(new double[] {-1.0, -0.0, 2.0});
        assertThat(grid.edges()).containsExactly(-1.0, 0.0, 2.0);
        assertThat(grid.find(0.0)).isEqualTo(3);
        assertThat(grid.find(1.0)).isEqualTo(4);
        assertThat(grid.deciles()).isEmpty();
        assertThatThrownBy(() -> NumericGrid.ofPoints(new double[] {1.0, 1.0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NumericGrid.ofPoints(new double[] {Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void id_otherEdges_differs() {
        NumericGrid grid = NumericGrid.ofPoints(new double[] {1.0, 2.0});
        assertThat(grid.id()).matches("[0-9a-f]{16}");
        assertThat(grid.id()).isEqualTo(NumericGrid.ofPoints(new double[] {1.0, 2.0}).id());
        assertThat(grid.id()).isNotEqualTo(NumericGrid.ofPoints(new double[] {1.0, 3.0}).id());
    }

    private static double[][] references(Random random) {
        return new double[][] {
            random.doubles(3000).map(u -> random.nextGaussian()).toArray(),
            random.doubles(3000).map(u -> StrictMath.exp(4 * random.nextGaussian())).toArray(),
            random.doubles(3000).map(u -> 1e6 + random.nextGaussian()).toArray(),
            random.doubles(3000).map(u -> NastyNumbers.next(random, "everyExponent")).toArray(),
            random.doubles(3000).map(u -> NastyNumbers.next(random, "subnormal")).toArray(),
            random.doubles(3000).map(u -> random.nextInt(7)).toArray(),
            {42.0},
            {0.0},
            {1.0, Math.nextUp(1.0)},
            {-1e100, 1e100},
        };
    }

    private static void checkFind(NumericGrid grid, double[] edges, double value) {
        int below = 0;
        while (below < edges.length && edges[below] < value) {
            below++;
        }
        boolean isEdge = below < edges.length && edges[below] == value;
        assertThat(grid.find(value)).isEqualTo(isEdge ? 2 * below + 1 : 2 * below);
    }

    /** Counts in the right-closed bins between deciles, added up from the cells. */
    private static long[] decileCounts(NumericGrid grid, double[] values) {
        FeatureProfile profile = new FeatureProfile(FeatureLayout.numeric(grid));
        for (double value : values) {
            profile.addNumber(value);
        }
        NumericDistribution counts = profile.numeric();
        double[] deciles = grid.deciles();
        long[] bins = new long[deciles.length + 1];
        int bin = 0;
        for (int i = 0; i <= counts.points().length; i++) {
            bins[bin] += counts.gaps()[i];
            if (i < counts.points().length) {
                bins[bin] += counts.points()[i];
                if (bin < deciles.length && counts.edges()[i] == deciles[bin]) {
                    bin++;
                }
            }
        }
        return bins;
    }

    private static long[] wholeNumbers(JsonNode array) {
        return IntStream.range(0, array.size()).mapToLong(i -> array.get(i).longValue()).toArray();
    }
}
