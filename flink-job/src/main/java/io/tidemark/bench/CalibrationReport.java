/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.drift.ChiSquare;
import io.tidemark.drift.KolmogorovSmirnov;
import io.tidemark.drift.NewValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the calibration has found, and whether what must hold does.
 *
 * @param falseAlerts per seed, in thirteen weeks without drift
 * @param found per seed, of five drifted features
 */
public record CalibrationReport(
        List<CalibrationRates.Rate> rates,
        List<CalibrationPower.Power> powers,
        List<Integer> falseAlerts,
        List<Integer> found,
        double falseAlertsPerWeek) {
    private static final Set<String> DECIDING =
            Set.of(KolmogorovSmirnov.METHOD, ChiSquare.METHOD, NewValues.METHOD);
    private static final double MOST = 1.3;
    private static final double LEAST = 0.6;
    private static final double MOST_ALERTS = 1.5;
    private static final int JUDGED_FROM = 50;

    /** A claim and whether it held. */
    public record Claim(String text, boolean isHeld) {}

    /** Returns what must hold. */
    public List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (double level : CalibrationRates.LEVELS) {
            claims.add(notTooOften(level));
        }
        claims.add(notTooSeldom());
        claims.add(fewFalseAlerts());
        int needed = CalibrationWeeks.DRIFTED * found.size();
        int all = found.stream().mapToInt(Integer::intValue).sum();
        claims.add(
                new Claim(
                        "all 5 of 200 features that moved by 0.3 standard deviations are found"
                                + " within 3 windows of 1000: "
                                + all
                                + " of "
                                + needed,
                        all == needed));
        return claims;
    }

    /** Returns whether all claims held. */
    public boolean isHeld() {
        return claims().stream().allMatch(Claim::isHeld);
    }

    private Claim notTooOften(double level) {
        CalibrationRates.Rate worst = null;
        double most = 0;
        boolean isHeld = true;
        for (CalibrationRates.Rate rate : rates) {
            if (DECIDING.contains(rate.rule())
                    && rate.level() == level
                    && rate.windowSize() >= JUDGED_FROM) {
                isHeld &= rate.share() <= MOST * level + 2 * rate.error();
                if (worst == null || rate.share() - 2 * rate.error() > most) {
                    worst = rate;
                    most = rate.share() - 2 * rate.error();
                }
            }
        }
        return new Claim(
                format(
                        "deciding methods flag at most 1.3 times %s (plus 2 standard errors) of"
                                + " windows without drift: most %s",
                        percent(level), place(worst)),
                isHeld);
    }

    private Claim notTooSeldom() {
        double level = CalibrationRates.LEVELS[0];
        CalibrationRates.Rate worst = null;
        for (CalibrationRates.Rate rate : rates) {
            if (rate.rule().equals(KolmogorovSmirnov.METHOD)
                    && rate.level() == level
                    && rate.windowSize() >= JUDGED_FROM
                    && rate.shape().family() == CalibrationShape.Family.CONTINUOUS
                    && (worst == null || rate.share() < worst.share())) {
                worst = rate;
            }
        }
        return new Claim(
                "and at least 0.6 times 5 % of continuous ones: least " + place(worst),
                worst != null && worst.share() >= LEAST * level);
    }

    private Claim fewFalseAlerts() {
        double count = falseAlerts.size();
        double mean = falseAlerts.stream().mapToInt(Integer::intValue).average().orElse(0);
        double squares = 0;
        for (int alerts : falseAlerts) {
            squares += (alerts - mean) * (alerts - mean);
        }
        double perWeek = mean / CalibrationWeeks.WEEKS;
        double error =
                StrictMath.sqrt(squares / StrictMath.max(1, count - 1) / count)
                        / CalibrationWeeks.WEEKS;
        return new Claim(
                format(
                        "200 features, hourly, 13 weeks, %d seeds: %.2f ± %.2f false alerts a week,"
                                + " at most 1.5 times the %.1f asked for (one of two families is there, so"
                                + " half of it is to be expected)",
                        falseAlerts.size(), perWeek, error, falseAlertsPerWeek),
                perWeek <= MOST_ALERTS * falseAlertsPerWeek + 2 * error);
    }

    private static String place(CalibrationRates.Rate rate) {
        return rate == null
                ? "none measured"
                : format(
                        "%s ± %s (%s, %s, reference %d, window %d)",
                        percent(rate.share()),
                        percent(rate.error()),
                        rate.rule(),
                        name(rate.shape()),
                        rate.referenceSize(),
                        rate.windowSize());
    }

    /** Returns the tables and the claims. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Windows without drift that are flagged, percent:");
        Map<String, StringBuilder> rows = new LinkedHashMap<>();
        for (CalibrationRates.Rate rate : rates) {
            String rule = rate.rule() + (rate.level() > 0 ? " " + percent(rate.level()) : "");
            String row =
                    format("  %-14s m=%-6d %-18s", name(rate.shape()), rate.referenceSize(), rule);
            rows.computeIfAbsent(row, start -> new StringBuilder(start))
                    .append(format("%8.2f", 100 * rate.share()));
        }
        StringBuilder head = new StringBuilder(format("  %-42s", "window of"));
        for (int size : CalibrationRates.SIZES) {
            head.append(format("%8d", size));
        }
        lines.add(head.toString());
        rows.values().forEach(row -> lines.add(row.toString()));
        lines.add("");
        lines.add("Windows with drift that are flagged, percent (reference of 10000):");
        lines.add(
                format(
                        "  %-16s %6s %12s %12s %9s %10s %8s",
                        "drift",
                        "window",
                        "significant",
                        "and large",
                        "psi>=0.1",
                        "evidently",
                        "nannyml"));
        for (CalibrationPower.Power power : powers) {
            lines.add(
                    format(
                            "  %-16s %6d %12.1f %12.1f %9.1f %10.1f %8.1f",
                            power.drift().name().toLowerCase(Locale.ROOT),
                            power.windowSize(),
                            100 * power.significant(),
                            100 * power.drifted(),
                            100 * power.psi(),
                            100 * power.evidently(),
                            100 * power.nannyMl()));
        }
        lines.add("");
        for (Claim claim : claims()) {
            lines.add((claim.isHeld() ? "holds: " : "FAILS: ") + claim.text());
        }
        return lines;
    }

    /** Returns all of it as one JSON object. */
    public String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        ArrayNode cells = json.putArray("no_drift");
        for (CalibrationRates.Rate rate : rates) {
            cells.addObject()
                    .put("shape", name(rate.shape()))
                    .put("reference_size", rate.referenceSize())
                    .put("window_size", rate.windowSize())
                    .put("rule", rate.rule())
                    .put("level", rate.level() > 0 ? (Double) rate.level() : null)
                    .put("flagged", rate.share())
                    .put("standard_error", rate.error());
        }
        ArrayNode power = json.putArray("power");
        for (CalibrationPower.Power row : powers) {
            power.addObject()
                    .put("drift", row.drift().name().toLowerCase(Locale.ROOT))
                    .put("window_size", row.windowSize())
                    .put("significant", row.significant())
                    .put("drifted", row.drifted())
                    .put("psi", row.psi())
                    .put("evidently", row.evidently())
                    .put("nannyml", row.nannyMl());
        }
        ArrayNode alerts = json.putArray("false_alerts");
        falseAlerts.forEach(alerts::add);
        ArrayNode drifted = json.putArray("found_of_5");
        found.forEach(drifted::add);
        ArrayNode claims = json.putArray("claims");
        for (Claim claim : claims()) {
            claims.addObject().put("claim", claim.text()).put("holds", claim.isHeld());
        }
        json.put("holds", isHeld());
        return json.toPrettyString();
    }

    private static String name(CalibrationShape shape) {
        return shape.name().toLowerCase(Locale.ROOT);
    }

    private static String percent(double share) {
        return format("%.3g %%", 100 * share);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
