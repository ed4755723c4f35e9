/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Makes prediction events as a fraud model's service would write them, the same from the same seed:
 * 14 numeric features (7 whole numbers or amounts, 7 doubles of 16 to 17 digits), 6 categorical
 * ones of cardinality 3 to 4000, one value in 50 null, models by Zipf's law.
 */
final class EventGenerator {
    static final int MODELS = 5;

    private static final double NULL_SHARE = 0.02;
    private static final String[] COUNTS = {
        "account_age_days", "items_in_basket", "velocity_1h", "hour_of_day"
    };
    private static final int[] COUNT_RANGES = {3650, 12, 10, 24};
    private static final String[] AMOUNTS = {"amount", "avg_amount_30d", "shipping_cost"};
    private static final String[] SCORES = {
        "ip_risk_score",
        "device_score",
        "distance_from_home",
        "session_entropy",
        "merchant_embedding_1",
        "merchant_embedding_2",
        "email_similarity"
    };
    private static final String[] CATEGORIES = {
        "channel", "card_network", "country", "currency", "merchant_group", "merchant_id"
    };
    private static final int[] CARDINALITIES = {3, 6, 40, 120, 600, 4000};

    private final SplittableRandom random;

    EventGenerator(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The names of all features, in the order in which events have them. */
    static List<String> features() {
        List<String> names = new ArrayList<>();
        for (String[] group : List.of(COUNTS, AMOUNTS, SCORES, CATEGORIES)) {
            names.addAll(List.of(group));
        }
        return names;
    }

    /** The name of a model, 0 to {@value #MODELS} - 1. */
    static String model(int index) {
        return "fraud-scoring-" + (char) ('a' + index);
    }

    /** The next prediction; its id and timestamp are for the source to fill in. */
    RecordTemplate prediction() {
        int model = zipfModel();
        List<String> names = features();
        List<String> values = values();
        StringBuilder json = new StringBuilder(1024);
        json.append("{\"prediction_id\":\"").append(RecordTemplate.ID_PLACE);
        json.append("\",\"model_id\":\"").append(model(model));
        json.append("\",\"model_version\":\"2.4.1\",\"timestamp\":");
        json.append(RecordTemplate.TIMESTAMP_PLACE).append(",\"features\":{");
        for (int i = 0; i < values.size(); i++) {
            boolean isText = i >= names.size() - CATEGORIES.length && values.get(i) != null;
            String quote = isText ? "\"" : "";
            json.append(i == 0 ? "\"" : ",\"").append(names.get(i)).append("\":");
            json.append(quote).append(values.get(i)).append(quote);
        }
        double probability = random.nextDouble();
        json.append("},\"prediction\":").append(probability > 0.5 ? 1 : 0);
        json.append(",\"prediction_probability\":").append(probability);
        json.append(",\"latency_ms\":").append(hundredths(2.0 + 30.0 * squared()));
        json.append('}');
        return new RecordTemplate(json.toString());
    }

    /** The next label of a model. */
    RecordTemplate label() {
        return new RecordTemplate(
                "{\"prediction_id\":\""
                        + RecordTemplate.ID_PLACE
                        + "\",\"timestamp\":"
                        + RecordTemplate.TIMESTAMP_PLACE
                        + ",\"label\":"
                        + random.nextInt(2)
                        + "}");
    }

    /** Reference data of the same distribution: a header and so many rows. */
    byte[] reference(int rows) {
        StringBuilder csv = new StringBuilder();
        csv.append(String.join(",", features())).append(",prediction,probability,label\n");
        for (int row = 0; row < rows; row++) {
            for (String value : values()) {
                csv.append(value == null ? "" : value).append(',');
            }
            double probability = random.nextDouble();
            csv.append(probability > 0.5 ? 1 : 0).append(',').append(probability);
            csv.append(',').append(random.nextDouble() < probability ? 1 : 0).append('\n');
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<String> values() {
        List<String> values = new ArrayList<>();
        for (int range : COUNT_RANGES) {
            values.add(Integer.toString((int) (range * squared())));
        }
        for (int i = 0; i < AMOUNTS.length; i++) {
            values.add(hundredths(StrictMath.exp(3.0 + 1.2 * normal())));
        }
        for (int i = 0; i < SCORES.length; i++) {
            values.add(Double.toString(i < 2 ? random.nextDouble() : (i - 1) * normal()));
        }
        for (int i = 0; i < CATEGORIES.length; i++) {
            int index = (int) (CARDINALITIES[i] * squared());
            values.add(CATEGORIES[i].charAt(0) + "-" + (1000 + index));
        }
        values.replaceAll(value -> random.nextDouble() < NULL_SHARE ? null : value);
        return values;
    }

    private double squared() {
        double share = random.nextDouble();
        return share * share;
    }

    /** Box and Muller's. */
    private double normal() {
        double radius = StrictMath.sqrt(-2.0 * StrictMath.log(1.0 - random.nextDouble()));
        return radius * StrictMath.cos(2.0 * StrictMath.PI * random.nextDouble());
    }

    private static String hundredths(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Model k with a share in proportion to 1 / k. */
    private int zipfModel() {
        double total = 0;
        for (int rank = 1; rank <= MODELS; rank++) {
            total += 1.0 / rank;
        }
        double left = random.nextDouble() * total;
        int rank = 1;
        while (rank < MODELS && left >= 1.0 / rank) {
            left -= 1.0 / rank;
            rank++;
        }
        return rank - 1;
    }
}
