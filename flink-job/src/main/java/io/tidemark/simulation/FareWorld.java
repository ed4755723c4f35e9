/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

/**
 * The world in which the fare model works: draws trips, breaks what the scenario says, and knows
 * what was truly paid.
 *
 * <p>A healthy world is stationary but for small daily and weekly swings (a few percent of a
 * standard deviation): a few hours of it cannot be told from the reference by effect size. That is
 * why the hour of day is no feature here: it differs between any window shorter than a day and any
 * reference longer than one. Noise of the paid amount does not grow with it, so that longer trips
 * alone do not make the model worse.
 */
final class FareWorld {
    private static final String[] ZONES = {
        "airport",
        "centre",
        "docks",
        "east",
        "harbour",
        "north",
        "old-town",
        "park",
        "south",
        "west"
    };
    private static final double[] ZONE_WEIGHTS = {
        0.06, 0.24, 0.06, 0.10, 0.08, 0.12, 0.13, 0.05, 0.09, 0.07
    };
    private static final String[] PAYMENT_TYPES = {"app", "card", "cash", "voucher"};
    private static final double[] PAYMENT_WEIGHTS = {0.30, 0.52, 0.14, 0.04};
    private static final String[] CITIES = {"brookhaven", "lakeside", "riverton"};
    private static final double[] CITY_WEIGHTS = {0.2, 0.3, 0.5};
    private static final double[] PASSENGER_WEIGHTS = {0.68, 0.18, 0.07, 0.05, 0.02};

    private static final double PER_KM = 1.32;
    private static final double PER_KM_NEW_TARIFF = 1.85;
    private static final double GROWTH_OF_DURATION = 0.6;
    private static final double SLOWDOWN = 3;
    private static final double TIMEOUT_SHARE = 0.04;
    private static final double TIMEOUT_MILLIS = 1500;
    private static final double FAILURE_SHARE = 0.001;
    private static final double LABELLED_SHARE = 0.96;

    /** Keys of an hour's own draws; a trip's sub-key is its place in the hour, from 0. */
    private static final long HOUR_SUB_KEY = -1;

    private final Scenario scenario;

    FareWorld(Scenario scenario) {
        this.scenario = scenario;
    }

    /** How many trips start in the hour that begins at this time; at least one. */
    int tripsIn(long hourStartMillis) {
        double daily =
                1 + 0.45 * StrictMath.cos(2 * StrictMath.PI * (hourOf(hourStartMillis) - 18) / 24);
        double expected =
                scenario.predictionsPerHour() * daily * (isWeekend(hourStartMillis) ? 0.86 : 1.056);
        double swing = new Draws(scenario.seed(), hourKey(hourStartMillis), HOUR_SUB_KEY).normal();
        return (int) Math.max(1, Math.round(expected + StrictMath.sqrt(expected) * swing));
    }

    /**
     * One trip. Depends on nothing but the scenario and the arguments; times within an hour grow
     * with {@code place}.
     *
     * @param place from 0 to {@code count} - 1
     * @param count how many trips the hour has
     */
    Trip trip(long hourStartMillis, int place, int count) {
        Draws draws = new Draws(scenario.seed(), hourKey(hourStartMillis), place);
        Trip trip = new Trip();
        trip.id = "trip-" + hourStartMillis / Scenario.HOUR_MILLIS + "-" + place;
        trip.timestamp =
                hourStartMillis + (long) ((place + draws.uniform()) / count * Scenario.HOUR_MILLIS);
        boolean isWeekend = isWeekend(trip.timestamp);

        trip.zone = ZONES[draws.pick(ZONE_WEIGHTS)];
        trip.city = CITIES[draws.pick(CITY_WEIGHTS)];
        double distance = draws.logNormal(trip.zone.equals("airport") ? 11 : 4.4, 0.6);
        double distanceKm = round(clamp(distance, 0.4, 60), 100);
        double minutesPerKm = draws.logNormal(2.4, 0.22) * (1 + rush(trip.timestamp));
        double lengthening =
                1
                        + scenario.active(FaultKind.SLOW_DRIFT, trip.timestamp)
                                        .map(fault -> fault.progressAt(trip.timestamp))
                                        .orElse(0.0)
                                * GROWTH_OF_DURATION;
        trip.durationMin = round((2.5 + distanceKm * minutesPerKm) * lengthening, 10);
        trip.passengers = 1 + draws.pick(PASSENGER_WEIGHTS);
        if (isWeekend && trip.passengers == 1 && draws.chance(0.02)) {
            trip.passengers = 2;
        }
        trip.surge = 1;
        if (draws.chance(0.28 + rush(trip.timestamp) / 4)) {
            trip.surge = round(1.1 + 0.1 * draws.pick(0.3, 0.25, 0.18, 0.12, 0.08, 0.07), 10);
        }
        double tipHistory = round(clamp(0.12 + 0.05 * draws.normal(), 0, 0.4), 1000);
        trip.hasTipHistory = !draws.chance(0.04);
        trip.tipHistory = tipHistory;
        trip.waitMin = round(clamp(-4.2 * StrictMath.log(1 - draws.uniform()), 0, 45), 10);
        String paymentType = PAYMENT_TYPES[draws.pick(PAYMENT_WEIGHTS)];

        trip.paid = pay(trip, distanceKm, paymentType, draws);

        boolean isInMetres = isActive(FaultKind.UNIT_CHANGE, trip.timestamp);
        trip.distanceKm = isInMetres ? round(distanceKm * 1000, 1) : distanceKm;
        boolean isRenamed =
                paymentType.equals("card") && isActive(FaultKind.BROKEN_CATEGORY, trip.timestamp);
        trip.paymentType = isRenamed ? "credit_card" : paymentType;

        trip.quote = round(FareModel.quote(trip), 100);
        serve(trip, draws);
        trip.hasLabel = draws.chance(LABELLED_SHARE) && trip.isAnswered();
        double lateness = draws.uniform();
        trip.labelDelayMillis =
                (long) ((6 + 24 * lateness * StrictMath.sqrt(lateness)) * Scenario.HOUR_MILLIS);
        return trip;
    }

    private double pay(Trip trip, double distanceKm, String paymentType, Draws draws) {
        boolean isNewTariff = isActive(FaultKind.CONCEPT_CHANGE, trip.timestamp);
        double meter =
                2.6
                        + (isNewTariff ? PER_KM_NEW_TARIFF : PER_KM) * distanceKm
                        + 0.34 * trip.durationMin
                        + (trip.zone.equals("airport") ? 4.5 : 0);
        double tipFactor =
                switch (paymentType) {
                    case "card" -> 1.0;
                    case "app" -> 1.1;
                    case "cash" -> 0.5;
                    default -> 0.0;
                };
        double paid = meter * trip.surge * (1 + trip.tipHistory * tipFactor) + 1.1 * draws.normal();
        return round(Math.max(2.6, paid), 100);
    }

    private void serve(Trip trip, Draws draws) {
        double latency = draws.logNormal(22, 0.35);
        double luck = draws.uniform();
        if (isActive(FaultKind.SERVICE_SLOWDOWN, trip.timestamp)) {
            latency *= SLOWDOWN;
            if (luck < TIMEOUT_SHARE) {
                trip.errorCode = "timeout";
                latency = TIMEOUT_MILLIS;
            }
        } else if (luck < FAILURE_SHARE) {
            trip.errorCode = "503";
        }
        trip.latencyMillis = round(latency, 10);
    }

    /** Hours since the start: a scenario that ends today draws what it drew yesterday. */
    private long hourKey(long hourStartMillis) {
        return (hourStartMillis - scenario.startMillis()) / Scenario.HOUR_MILLIS;
    }

    private boolean isActive(FaultKind kind, long timestamp) {
        return scenario.active(kind, timestamp).isPresent();
    }

    /** Slower traffic at 8 and at 18 o'clock on working days: at most 3 %. */
    private static double rush(long timestamp) {
        if (isWeekend(timestamp)) {
            return 0;
        }
        double hour = (double) Math.floorMod(timestamp, Scenario.DAY_MILLIS) / Scenario.HOUR_MILLIS;
        return 0.03 * (bump(hour - 8) + bump(hour - 18));
    }

    private static double bump(double hours) {
        return StrictMath.exp(-hours * hours / 3);
    }

    private static int hourOf(long timestamp) {
        return (int) (Math.floorMod(timestamp, Scenario.DAY_MILLIS) / Scenario.HOUR_MILLIS);
    }

    private static boolean isWeekend(long timestamp) {
        // the epoch began on a Thursday
        long dayOfWeek = Math.floorMod(Math.floorDiv(timestamp, Scenario.DAY_MILLIS) + 3, 7L);
        return dayOfWeek >= 5;
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    /** Rounded to 1 / {@code perUnit}, as the nearest double to that decimal. */
    private static double round(double value, int perUnit) {
        return (double) Math.round(value * perUnit) / perUnit;
    }
}
