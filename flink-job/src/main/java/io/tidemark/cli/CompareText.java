/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import io.tidemark.alert.FamilyJudge;
import io.tidemark.alert.Hypothesis;
import io.tidemark.alert.Question;
import io.tidemark.alert.Verdict;
import io.tidemark.cli.Terminal.Style;
import io.tidemark.cli.TextTable.Align;
import io.tidemark.cli.TextTable.Cell;
import io.tidemark.compare.CompareReport;
import io.tidemark.compare.ComparedFeature;
import io.tidemark.drift.DriftResult;
import io.tidemark.drift.FeatureComparison;
import io.tidemark.drift.TotalVariation;
import io.tidemark.drift.Wasserstein;
import io.tidemark.drift.multivariate.Contribution;
import io.tidemark.drift.multivariate.MultivariateResult;
import io.tidemark.result.Bin;
import io.tidemark.result.FeatureDriftRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How {@code compare} is read on a terminal: what drifted first, then the rest, then a sentence.
 */
final class CompareText {
    private static final int MOST_NAMED = 5;
    private static final int MOST_NOTES = 10;

    private final Terminal terminal;
    private final CompareReport report;

    CompareText(Terminal terminal, CompareReport report) {
        this.terminal = terminal;
        this.report = report;
    }

    /** Every line of the report; with {@code showsMethods} one more for each method. */
    List<String> lines(boolean showsMethods) {
        List<String> lines = new ArrayList<>();
        lines.add(file("reference", report.reference(), report.referenceRows()));
        lines.add(file("current", report.current(), report.currentRows()));
        lines.add("");
        lines.addAll(features());
        if (showsMethods) {
            lines.add("");
            lines.addAll(methods());
        }
        if (!report.model().isEmpty()) {
            lines.add("");
            lines.addAll(model());
        }
        lines.add("");
        lines.add(summary());
        lines.add(terminal.styled(Style.DIM, gates()));
        List<String> notes = report.notes();
        for (String note : notes.subList(0, Math.min(MOST_NOTES, notes.size()))) {
            lines.add(terminal.styled(Style.DIM, "Note: " + note + "."));
        }
        if (notes.size() > MOST_NOTES) {
            int more = notes.size() - MOST_NOTES;
            lines.add(terminal.styled(Style.DIM, "and " + more + " more such notes."));
        }
        return lines;
    }

    private String file(String role, String name, long rows) {
        return String.format(Locale.ROOT, "%-9s  %s  %s", role, name, counted(rows, "row"));
    }

    private List<String> features() {
        TextTable table =
                new TextTable(
                        terminal,
                        List.of(
                                "feature",
                                "kind",
                                "n",
                                "missing",
                                "statistic",
                                "bounds",
                                "p",
                                "effect",
                                "floor",
                                "verdict"),
                        List.of(
                                Align.LEFT,
                                Align.LEFT,
                                Align.RIGHT,
                                Align.RIGHT,
                                Align.LEFT,
                                Align.LEFT,
                                Align.RIGHT,
                                Align.LEFT,
                                Align.RIGHT,
                                Align.LEFT));
        for (ComparedFeature feature : sorted()) {
            FeatureComparison comparison = feature.comparison();
            Verdict shape = feature.verdict(Question.SHAPE);
            DriftResult deciding = feature.deciding();
            table.row(
                    List.of(
                            new Cell(feature.feature(), feature.isDrifted() ? Style.BOLD : null),
                            Cell.of(comparison.kind().name().toLowerCase(Locale.ROOT)),
                            Cell.of(thousands(feature.quality().present())),
                            Cell.of(thousands(feature.quality().missing())),
                            Cell.of(deciding.method() + " " + number(deciding.statistic())),
                            Cell.of(bounds(deciding)),
                            Cell.of(probability(shape.hypothesis().pDecision())),
                            Cell.of(effect(comparison)),
                            Cell.of(number(shape.hypothesis().effectFloor())),
                            new Cell(verdict(feature), style(feature))));
        }
        return table.lines();
    }

    /** Drifted ones first, then those nobody can judge, then those without drift. */
    private List<ComparedFeature> sorted() {
        return report.features().stream()
                .sorted(
                        Comparator.comparingInt(CompareText::rank)
                                .thenComparing(CompareText::timesFloor, Comparator.reverseOrder())
                                .thenComparing(ComparedFeature::feature))
                .toList();
    }

    private static int rank(ComparedFeature feature) {
        return feature.isDrifted() ? 0 : isShapeJudged(feature) ? 2 : 1;
    }

    /** The largest effect in units of its floor; of a drifted feature among what has drifted. */
    private static double timesFloor(ComparedFeature feature) {
        double largest = 0;
        for (Verdict verdict : feature.verdicts()) {
            Double effect = verdict.hypothesis().effect();
            if (effect != null && (verdict.isDrifted() || !feature.isDrifted())) {
                double floor = Math.max(verdict.hypothesis().effectFloor(), Double.MIN_NORMAL);
                largest = Math.max(largest, Math.abs(effect) / floor);
            }
        }
        return largest;
    }

    private static Style style(ComparedFeature feature) {
        return feature.isDrifted()
                ? Style.RED
                : isShapeJudged(feature) ? Style.GREEN : Style.YELLOW;
    }

    private static boolean isShapeJudged(ComparedFeature feature) {
        return feature.verdict(Question.SHAPE).isTested();
    }

    /** For example {@code drifted: mean 0.4 → 0.7; missing 0 % → 8 %}. */
    private String verdict(ComparedFeature feature) {
        String oddities = oddities(feature);
        if (feature.isDrifted()) {
            return "drifted: "
                    + feature.verdicts().stream()
                            .filter(Verdict::isDrifted)
                            .map(verdict -> moved(feature.comparison(), verdict))
                            .collect(Collectors.joining("; "))
                    + oddities;
        }
        Verdict shape = feature.verdict(Question.SHAPE);
        if (!shape.isTested()) {
            boolean isShort = shape.reasons().contains(FamilyJudge.TOO_FEW_VALUES);
            String why =
                    isShort
                            ? counted(shape.hypothesis().sampleSize(), "value")
                                    + (feature.comparison().sampleSize()
                                                    > shape.hypothesis().sampleSize()
                                            ? " in the reference, "
                                            : ", ")
                                    + thousands(needed(shape.hypothesis()))
                                    + " needed"
                            : String.join(", ", feature.reasons()).replace('_', ' ');
            return "not judged: " + why + oddities;
        }
        boolean isSignificant = !shape.reasons().contains(FamilyJudge.NOT_SIGNIFICANT);
        return (isSignificant ? "no drift: significant, but too small to matter" : "no drift")
                + oddities;
    }

    private static String moved(FeatureComparison comparison, Verdict verdict) {
        return switch (verdict.hypothesis().question()) {
            case SHAPE -> shape(comparison);
            case MISSING ->
                    "missing "
                            + percent(comparison.baselineMissing(), comparison.baselineRows())
                            + " → "
                            + percent(comparison.missing(), comparison.rows());
            case UNUSABLE ->
                    "unusable "
                            + percent(comparison.baselineUnusable(), comparison.baselineRows())
                            + " → "
                            + percent(comparison.unusable(), comparison.rows());
            case NEW_VALUES -> "new values in " + percent(Math.abs(verdict.hypothesis().effect()));
        };
    }

    private static String shape(FeatureComparison comparison) {
        if (comparison.mean() != null && comparison.baselineMean() != null) {
            return "mean " + number(comparison.baselineMean()) + " → " + number(comparison.mean());
        }
        return comparison.distribution().stream()
                .filter(bin -> bin.share() != null && bin.baselineShare() != null)
                .max(Comparator.comparingDouble(CompareText::change))
                .map(
                        bin ->
                                "'"
                                        + bin.label()
                                        + "' "
                                        + percent(bin.baselineShare())
                                        + " → "
                                        + percent(bin.share()))
                .orElse("other values");
    }

    private static double change(Bin bin) {
        return Math.abs(bin.share() - bin.baselineShare());
    }

    private long needed(Hypothesis hypothesis) {
        Long own = hypothesis.minSamples();
        return own == null ? report.minSamples() : own;
    }

    private static String counted(long count, String what) {
        return thousands(count) + " " + what + (count == 1 ? "" : "s");
    }

    private static String oddities(ComparedFeature feature) {
        String kind = feature.comparison().kind().name().toLowerCase(Locale.ROOT);
        long odd = feature.quality().mismatches();
        long before = feature.referenceQuality().mismatches();
        if (odd == 0 && before == 0) {
            return "";
        }
        String now = thousands(odd) + " of " + counted(feature.quality().present(), "value");
        return "; not %s: %s%s"
                .formatted(kind, now, before == 0 ? "" : ", in the reference " + thousands(before));
    }

    private List<String> methods() {
        TextTable table =
                new TextTable(
                        terminal,
                        List.of(
                                "feature",
                                "method",
                                "statistic",
                                "bounds",
                                "p_value",
                                "p_decision",
                                "role",
                                "reasons"),
                        List.of(
                                Align.LEFT,
                                Align.LEFT,
                                Align.RIGHT,
                                Align.LEFT,
                                Align.RIGHT,
                                Align.RIGHT,
                                Align.LEFT,
                                Align.LEFT));
        for (ComparedFeature feature : sorted()) {
            String name = feature.feature();
            for (FeatureDriftRow row : feature.rows()) {
                table.row(
                        List.of(
                                Cell.of(name),
                                Cell.of(row.method()),
                                Cell.of(number(row.statistic())),
                                Cell.of(bounds(row.statistic(), row.lower(), row.upper())),
                                Cell.of(probability(row.pValue())),
                                Cell.of(probability(row.pDecision())),
                                Cell.of(row.role()),
                                Cell.of(String.join(", ", row.reasons()).replace('_', ' '))));
                name = "";
            }
        }
        return table.lines();
    }

    private List<String> model() {
        TextTable table =
                new TextTable(
                        terminal,
                        List.of("whole rows", "statistic", "bounds", "p", "verdict", "what moved"),
                        List.of(
                                Align.LEFT,
                                Align.RIGHT,
                                Align.LEFT,
                                Align.RIGHT,
                                Align.LEFT,
                                Align.LEFT));
        for (MultivariateResult result : report.model()) {
            boolean isDrifted = Boolean.TRUE.equals(result.isDrifted());
            String verdict =
                    result.isDrifted() == null
                            ? "not judged: " + String.join(", ", result.reasons()).replace('_', ' ')
                            : isDrifted ? "drifted" : "no drift";
            Double p = result.pDecision() == null ? result.pValue() : result.pDecision();
            table.row(
                    List.of(
                            Cell.of(result.method()),
                            Cell.of(number(result.statistic())),
                            Cell.of(bounds(result.statistic(), result.lower(), result.upper())),
                            Cell.of(probability(p)),
                            new Cell(verdict, isDrifted ? Style.RED : null),
                            Cell.of(
                                    result.moved().stream()
                                            .map(CompareText::contribution)
                                            .collect(Collectors.joining(", ")))));
        }
        return table.lines();
    }

    private static String contribution(Contribution moved) {
        return moved.feature() + " " + percent(moved.share());
    }

    private String summary() {
        long judged = report.judgedFeatures();
        int all = report.features().size();
        if (judged == 0) {
            return terminal.styled(
                    Style.YELLOW, "None of " + all + " features could be judged; see above.");
        }
        List<ComparedFeature> drifted = sorted().stream().filter(f -> f.isDrifted()).toList();
        String names =
                drifted.stream()
                        .limit(MOST_NAMED)
                        .map(ComparedFeature::feature)
                        .collect(Collectors.joining(", "));
        String more =
                drifted.size() > MOST_NAMED
                        ? " and " + (drifted.size() - MOST_NAMED) + " more"
                        : "";
        String unjudged = judged == all ? "" : " (" + (all - judged) + " not judged)";
        String rows =
                drifted.isEmpty() && report.isDrifted() ? " Whole rows drifted, see above." : "";
        String sentence =
                drifted.size()
                        + " of "
                        + all
                        + (all == 1 ? " feature drifted" : " features drifted")
                        + unjudged
                        + (drifted.isEmpty() ? "." : ": " + names + more + ".")
                        + rows;
        return terminal.styled(report.isDrifted() ? Style.RED : Style.GREEN, sentence);
    }

    private String gates() {
        String sentence =
                "Drifted: significant at a false discovery rate of "
                        + number(report.level())
                        + " over all features, and an effect above its floor.";
        return report.isExact() ? sentence + " Statistics are exact." : sentence;
    }

    private static String effect(FeatureComparison comparison) {
        DriftResult effect = comparison.result(comparison.effect());
        String unit =
                switch (effect.method()) {
                    case Wasserstein.METHOD -> " sd";
                    case TotalVariation.METHOD -> " TV";
                    default -> " JS";
                };
        return effect.statistic() == null ? "-" : number(effect.statistic()) + unit;
    }

    private static String bounds(DriftResult result) {
        return bounds(result.statistic(), result.lower(), result.upper());
    }

    /** Nothing where both bounds look like the statistic. */
    private static String bounds(Double statistic, Double lower, Double upper) {
        if (lower == null || upper == null) {
            return "";
        }
        String shown = number(statistic);
        boolean isNarrow = number(lower).equals(shown) && number(upper).equals(shown);
        return isNarrow ? "" : number(lower) + " to " + number(upper);
    }

    private static String thousands(long count) {
        return ProgressLine.thousands(count);
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "-" : percent((double) part / whole);
    }

    private static String percent(double share) {
        return number(100 * share) + " %";
    }

    /** Three digits; a dash where there is none. */
    private static String number(Double value) {
        return value == null ? "-" : ShortNumber.of(value);
    }

    private static String probability(Double p) {
        return p == null ? "-" : p < 1e-300 ? "<1e-300" : ShortNumber.of(p);
    }
}
