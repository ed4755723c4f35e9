/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What the fare model's owner publishes for its monitoring: the monitor spec, and a reference of
 * trips from the two healthy weeks before a scenario.
 */
public final class FareReference {
    /** The model that the simulator's events are about. */
    public static final String MODEL_ID = FareModel.MODEL_ID;

    /** The only version that answers. */
    public static final String MODEL_VERSION = FareModel.MODEL_VERSION;

    private static final int DAYS = 14;
    private static final long SEED_OF_THE_PAST = 0x5EEDL;

    private FareReference() {}

    /** The monitor spec, YAML. */
    public static String monitor() {
        try (InputStream stream = FareReference.class.getResourceAsStream("fare-estimator.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The reference as CSV with a header: one row a trip, the model's features, {@code
     * metadata.city}, {@code prediction}, {@code label}, {@code timestamp}.
     *
     * @param scenario the weeks before this one's start are described, with other draws
     * @param rows about so many, at least one an hour
     */
    public static String csv(Scenario scenario, int rows) {
        int perHour = Math.max(1, Math.round(rows / (DAYS * 24f * 0.96f)));
        Scenario past =
                Scenario.healthy(
                        scenario.seed() ^ SEED_OF_THE_PAST,
                        scenario.startMillis() - DAYS * Scenario.DAY_MILLIS,
                        DAYS,
                        perHour);
        FareWorld world = new FareWorld(past);
        StringBuilder csv = new StringBuilder(rows * 110);
        csv.append("timestamp,distance_km,duration_min,passengers,surge,tip_history,wait_min,")
                .append("payment_type,zone,metadata.city,prediction,label\n");
        for (long hour = past.startMillis();
                hour < past.endMillis();
                hour += Scenario.HOUR_MILLIS) {
            int trips = world.tripsIn(hour);
            for (int place = 0; place < trips; place++) {
                Trip trip = world.trip(hour, place, trips);
                if (trip.hasLabel) {
                    appendRow(csv, trip);
                }
            }
        }
        return csv.toString();
    }

    private static void appendRow(StringBuilder csv, Trip trip) {
        csv.append(Instant.ofEpochMilli(trip.timestamp)).append(',');
        Decimal.append(csv, trip.distanceKm, 2);
        csv.append(',');
        Decimal.append(csv, trip.durationMin, 1);
        csv.append(',').append(trip.passengers).append(',');
        Decimal.append(csv, trip.surge, 1);
        csv.append(',');
        if (trip.hasTipHistory) {
            Decimal.append(csv, trip.tipHistory, 3);
        }
        csv.append(',');
        Decimal.append(csv, trip.waitMin, 1);
        csv.append(',').append(trip.paymentType).append(',').append(trip.zone);
        csv.append(',').append(trip.city).append(',');
        Decimal.append(csv, trip.quote, 2);
        csv.append(',');
        Decimal.append(csv, trip.paid, 2);
        csv.append('\n');
    }
}
