/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault is seen where it should be, nowhere else, and nothing is seen where there is none. */
class FareWorldTest {
    /** The effect size from which a shift counts; the project's default floor. */
    private static final double FLOOR = 0.1;

    private static final long END = 1_790_000_000_000L;
    private static final Map<String, ToDoubleFunction<Trip>> NUMBERS =
            Map.of(
                    "distance_km", trip -> trip.distanceKm,
                    "duration_min", trip -> trip.durationMin,
                    "passengers", trip -> trip.passengers,
                    "surge", trip -> trip.surge,
                    "tip_history", trip -> trip.tipHistory,
                    "wait_min", trip -> trip.waitMin,
                    "@prediction", trip -> trip.quote,
                    "@label", trip -> trip.paid,
                    "@residual", trip -> trip.paid - trip.quote);
    private static final Map<String, Function<Trip, String>> CATEGORIES =
            Map.of(
                    "payment_type", trip -> trip.paymentType,
                    "zone", trip -> trip.zone,
                    "city", trip -> trip.city);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 42})
    void trip_healthyWindows_areLikeTheReference(long seed) {
        Scenario healthy = Scenario.healthy(seed, 496_886 * Scenario.HOUR_MILLIS, 14, 700);
        Scenario past = Scenario.healthy(seed + 1000, healthy.startMillis(), 14, 25);

        Map<String, Set<Long>> shifts = shifts(healthy, World.trips(past));

        assertThat(shifts).as("shifted windows with seed %d", seed).isEmpty();
    }

    @Test
    void trip_demo_shiftsWhatEachFaultSays() {
        Scenario demo = Scenario.demo(42, END, 700);
        Scenario past = Scenario.healthy(43, demo.startMillis(), 14, 25);

        Map<String, Set<Long>> shifts = shifts(demo, World.trips(past));

        Map<String, Set<FaultKind>> faults = new TreeMap<>();
        shifts.forEach((feature, starts) -> faults.put(feature, faultsIn(demo, starts)));
        assertThat(faults)
                .isEqualTo(
                        Map.of(
                                "distance_km", Set.of(FaultKind.UNIT_CHANGE),
                                "duration_min", Set.of(FaultKind.SLOW_DRIFT),
                                "@prediction", Set.of(FaultKind.UNIT_CHANGE, FaultKind.SLOW_DRIFT),
                                "@label", Set.of(FaultKind.SLOW_DRIFT, FaultKind.CONCEPT_CHANGE),
                                "@residual",
                                        Set.of(FaultKind.UNIT_CHANGE, FaultKind.CONCEPT_CHANGE),
                                "payment_type", Set.of(FaultKind.BROKEN_CATEGORY)));
    }

    @Test
    void trip_demo_modelIsWrongOnlyWhereInputOrConceptBroke() {
        Scenario demo = Scenario.demo(42, END, 700);
        double healthyError = meanError(World.trips(Scenario.healthy(43, 0, 14, 25)));
        Set<FaultKind> worse = new TreeSet<>();
        World.windows(demo)
                .forEach(
                        (start, trips) -> {
                            if (meanError(trips) > 1.1 * healthyError) {
                                worse.addAll(faultsIn(demo, Set.of(start)));
                            }
                        });
        assertThat(worse)
                .containsExactlyInAnyOrder(FaultKind.UNIT_CHANGE, FaultKind.CONCEPT_CHANGE);
    }

    @Test
    void trip_demo_serviceIsSlowOnlyInTheSlowdown() {
        Scenario demo = Scenario.demo(42, END, 700);
        for (Trip trip : World.trips(demo)) {
            boolean isSlow = demo.active(FaultKind.SERVICE_SLOWDOWN, trip.timestamp).isPresent();
            assertThat("timeout".equals(trip.errorCode) && !isSlow).isFalse();
        }
        World.windows(demo)
                .forEach(
                        (start, trips) -> {
                            double[] latency = World.sorted(trips, t -> true, t -> t.latencyMillis);
                            double p95 = latency[(int) (0.95 * latency.length)];
                            double errors =
                                    (double) trips.stream().filter(t -> !t.isAnswered()).count()
                                            / trips.size();
                            boolean isSlow =
                                    demo.faults()
                                            .get(3)
                                            .overlaps(start, start + World.WINDOW_MILLIS);
                            if (isSlow) {
                                assertThat(p95).isGreaterThan(80);
                                assertThat(errors).isGreaterThan(0.01);
                            } else {
                                assertThat(p95).isBetween(35.0, 45.0);
                                assertThat(errors).isLessThan(0.005);
                            }
                        });
    }

    @Test
    void trip_anyFault_leavesOtherDrawsAlone() {
        Scenario demo = Scenario.demo(7, END, 50);
        List<Trip> broken = World.trips(demo);
        List<Trip> sound = World.trips(Scenario.healthy(7, demo.startMillis(), 14, 50));
        assertThat(broken).hasSameSizeAs(sound);
        for (int i = 0; i < sound.size(); i++) {
            assertThat(broken.get(i).id).isEqualTo(sound.get(i).id);
            assertThat(broken.get(i).timestamp).isEqualTo(sound.get(i).timestamp);
            assertThat(broken.get(i).waitMin).isEqualTo(sound.get(i).waitMin);
            assertThat(broken.get(i).labelDelayMillis).isEqualTo(sound.get(i).labelDelayMillis);
        }
    }

    /** Feature to the starts of the windows in which its effect size reaches the floor. */
    private static Map<String, Set<Long>> shifts(Scenario scenario, List<Trip> reference) {
        Map<String, Set<Long>> shifts = new TreeMap<>();
        Map<Long, List<Trip>> windows = World.windows(scenario);
        // the window in which a scenario starts or ends may hold a few trips only
        windows.values().removeIf(trips -> trips.size() < 1000);
        NUMBERS.forEach(
                (feature, value) -> {
                    double[] expected = World.sorted(reference, Trip::isAnswered, value);
                    windows.forEach(
                            (start, trips) -> {
                                double[] seen = World.sorted(trips, Trip::isAnswered, value);
                                if (World.wasserstein(expected, seen) >= FLOOR) {
                                    shifts.computeIfAbsent(feature, key -> new TreeSet<>())
                                            .add(start);
                                }
                            });
                });
        CATEGORIES.forEach(
                (feature, value) -> {
                    List<String> expected = reference.stream().map(value).toList();
                    windows.forEach(
                            (start, trips) -> {
                                List<String> seen = trips.stream().map(value).toList();
                                if (World.jensenShannon(expected, seen) >= FLOOR) {
                                    shifts.computeIfAbsent(feature, key -> new TreeSet<>())
                                            .add(start);
                                }
                            });
                });
        return shifts;
    }

    /** Faults that touch the windows; each must be touched by one. */
    private static Set<FaultKind> faultsIn(Scenario scenario, Set<Long> windowStarts) {
        Set<FaultKind> kinds = new TreeSet<>();
        for (long start : windowStarts) {
            List<FaultKind> touching =
                    scenario.faults().stream()
                            .filter(fault -> fault.overlaps(start, start + World.WINDOW_MILLIS))
                            .map(Fault::kind)
                            .toList();
            assertThat(touching).as("faults in the window at %d", start).isNotEmpty();
            kinds.addAll(touching);
        }
        return kinds;
    }

    private static double meanError(List<Trip> trips) {
        return trips.stream()
                .filter(Trip::isAnswered)
                .mapToDouble(trip -> Math.abs(trip.paid - trip.quote))
                .average()
                .orElseThrow();
    }
}
