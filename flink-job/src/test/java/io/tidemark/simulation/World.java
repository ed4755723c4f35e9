/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Trips of a scenario by six-hour window, and distances between windows and the reference. */
final class World {
    static final long WINDOW_MILLIS = 6 * Scenario.HOUR_MILLIS;

    private World() {}

    static List<Trip> trips(Scenario scenario) {
        FareWorld world = new FareWorld(scenario);
        List<Trip> trips = new ArrayList<>();
        for (long hour = scenario.startMillis();
                hour < scenario.endMillis();
                hour += Scenario.HOUR_MILLIS) {
            int count = world.tripsIn(hour);
            for (int place = 0; place < count; place++) {
                trips.add(world.trip(hour, place, count));
            }
        }
        return trips;
    }

    /** By start of the window. */
    static Map<Long, List<Trip>> windows(Scenario scenario) {
        Map<Long, List<Trip>> windows = new TreeMap<>();
        for (Trip trip : trips(scenario)) {
            long start = Math.floorDiv(trip.timestamp, WINDOW_MILLIS) * WINDOW_MILLIS;
            windows.computeIfAbsent(start, key -> new ArrayList<>()).add(trip);
        }
        return windows;
    }

    static double[] sorted(List<Trip> trips, Predicate<Trip> has, ToDoubleFunction<Trip> value) {
        return trips.stream().filter(has).mapToDouble(value).sorted().toArray();
    }

    /** Wasserstein distance of two sorted samples, in standard deviations of the first. */
    static double wasserstein(double[] reference, double[] current) {
        double[] values =
                Stream.of(reference, current)
                        .flatMapToDouble(Arrays::stream)
                        .distinct()
                        .sorted()
                        .toArray();
        double distance = 0;
        int i = 0;
        int j = 0;
        for (int k = 0; k + 1 < values.length; k++) {
            while (i < reference.length && reference[i] <= values[k]) {
                i++;
            }
            while (j < current.length && current[j] <= values[k]) {
                j++;
            }
            double difference = (double) i / reference.length - (double) j / current.length;
            distance += Math.abs(difference) * (values[k + 1] - values[k]);
        }
        double mean = Arrays.stream(reference).average().orElseThrow();
        double variance =
                Arrays.stream(reference).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        return distance / Math.sqrt(variance);
    }

    /** Jensen-Shannon distance, base 2. */
    static double jensenShannon(List<String> reference, List<String> current) {
        TreeSet<String> categories = new TreeSet<>(reference);
        categories.addAll(current);
        double divergence = 0;
        for (String category : categories) {
            double p = share(reference, category);
            double q = share(current, category);
            double middle = (p + q) / 2;
            divergence += (term(p, middle) + term(q, middle)) / 2;
        }
        return Math.sqrt(Math.max(0, divergence));
    }

    private static double share(List<String> values, String category) {
        return (double) values.stream().filter(category::equals).count() / values.size();
    }

    private static double term(double p, double middle) {
        return p == 0 ? 0 : p * Math.log(p / middle) / Math.log(2);
    }
}
