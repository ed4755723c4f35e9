/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The figures of a run: events per CPU-second of each variant, and ratios formed within each round.
 */
public final class BenchmarkReport {
    private final Map<Variant, List<Double>> rates;
    private final long windowsCompared;

    /** A ratio's name in JSON and in text, and the two variants in it. */
    private enum Ratio {
        DRIFT_TO_YARDSTICK("drift_to_yardstick", Variant.DRIFT, Variant.YARDSTICK),
        DRIFT_WITHOUT_REFERENCE_TO_YARDSTICK(
                "drift_without_reference_to_yardstick",
                Variant.DRIFT_WITHOUT_REFERENCE,
                Variant.YARDSTICK),
        DRIFT_TO_PLAIN("drift_to_plain", Variant.DRIFT, Variant.PLAIN),
        JOIN_TO_YARDSTICK("join_to_yardstick", Variant.JOIN, Variant.YARDSTICK);

        private final String id;
        private final Variant numerator;
        private final Variant denominator;

        Ratio(String id, Variant numerator, Variant denominator) {
            this.id = id;
            this.numerator = numerator;
            this.denominator = denominator;
        }
    }

    /** Median and extremes over the rounds. */
    private record Summary(double median, double least, double largest) {
        static Summary of(List<Double> values) {
            double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            int middle = sorted.length / 2;
            double median =
                    sorted.length % 2 == 1
                            ? sorted[middle]
                            : (sorted[middle - 1] + sorted[middle]) / 2;
            return new Summary(median, sorted[0], sorted[sorted.length - 1]);
        }
    }

    BenchmarkReport(Map<Variant, List<Double>> rates, long windowsCompared) {
        this.rates = rates;
        this.windowsCompared = windowsCompared;
    }

    /** The figures as a table, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line("events per CPU-second", "median", "least", "most"));
        rates.forEach(
                (variant, values) -> {
                    Summary summary = Summary.of(values);
                    lines.add(
                            line(
                                    variant.description(),
                                    whole(summary.median()),
                                    whole(summary.least()),
                                    whole(summary.largest())));
                });
        lines.add("");
        lines.add(line("ratio, formed in each round", "median", "least", "most"));
        for (Ratio ratio : Ratio.values()) {
            Summary summary = Summary.of(ratios(ratio));
            lines.add(
                    line(
                            ratio.id.replace('_', ' '),
                            hundredths(summary.median()),
                            hundredths(summary.least()),
                            hundredths(summary.largest())));
        }
        lines.add("");
        lines.add(
                "the job and the plain job agreed on all %,d windows compared"
                        .formatted(windowsCompared));
        return lines;
    }

    /** The figures as one JSON object. */
    public String json() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ObjectNode perSecond = root.putObject("events_per_cpu_second");
        rates.forEach((variant, values) -> put(perSecond.putObject(variant.id()), values));
        ObjectNode ratios = root.putObject("ratios");
        for (Ratio ratio : Ratio.values()) {
            put(ratios.putObject(ratio.id), ratios(ratio));
        }
        root.put("windows_compared", windowsCompared);
        return root.toString();
    }

    private static void put(ObjectNode node, List<Double> values) {
        Summary summary = Summary.of(values);
        node.put("median", summary.median());
        node.put("min", summary.least());
        node.put("max", summary.largest());
        values.forEach(node.putArray("rounds")::add);
    }

    private List<Double> ratios(Ratio ratio) {
        List<Double> numerators = rates.get(ratio.numerator);
        List<Double> denominators = rates.get(ratio.denominator);
        Double[] ratios = new Double[numerators.size()];
        Arrays.setAll(ratios, round -> numerators.get(round) / denominators.get(round));
        return List.of(ratios);
    }

    private static String line(String name, String median, String least, String most) {
        return "%-50s %12s %12s %12s".formatted(name, median, least, most);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String hundredths(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
