/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

import io.tidemark.simulation.SimulatedRecord.Stream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Plays a {@link Scenario}: every record that model service and label pipeline send, in the order
 * of event time. One iterator a partition, so that one producer a partition can send them in order;
 * together they hold the same records however many there are.
 */
public final class Simulator {
    private final Scenario scenario;

    public Simulator(Scenario scenario) {
        this.scenario = scenario;
    }

    /**
     * The records of one partition. A prediction and its label are in the same one.
     *
     * @param partition from 0 to {@code partitions} - 1
     * @return ordered by timestamp; predictions before labels of the same millisecond
     */
    public Iterator<SimulatedRecord> events(int partition, int partitions) {
        if (partition < 0 || partition >= partitions) {
            throw new IllegalArgumentException(partition + " is no partition of " + partitions);
        }
        return new Playback(scenario, partition, partitions);
    }

    private record Label(long timestamp, long sequence, Trip trip) implements Comparable<Label> {
        @Override
        public int compareTo(Label other) {
            int byTime = Long.compare(timestamp, other.timestamp);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    private static final class Playback implements Iterator<SimulatedRecord> {
        private final Scenario scenario;
        private final FareWorld world;
        private final int partition;
        private final int partitions;
        private final PriorityQueue<Label> labels = new PriorityQueue<>();

        private long hour;
        private int tripsInHour;
        private int place;
        private long sequence;
        private Trip nextTrip;

        Playback(Scenario scenario, int partition, int partitions) {
            this.scenario = scenario;
            this.partition = partition;
            this.partitions = partitions;
            world = new FareWorld(scenario);
            hour = scenario.startMillis();
            tripsInHour = world.tripsIn(hour);
            advance();
        }

        @Override
        public boolean hasNext() {
            return nextTrip != null || !labels.isEmpty();
        }

        @Override
        public SimulatedRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the scenario is over");
            }
            Label label = labels.peek();
            if (nextTrip == null || (label != null && label.timestamp < nextTrip.timestamp)) {
                labels.remove();
                return new SimulatedRecord(
                        Stream.FEEDBACK,
                        label.trip.id,
                        TripJson.feedback(label.trip),
                        label.timestamp);
            }
            Trip trip = nextTrip;
            long labelled = trip.timestamp + trip.labelDelayMillis;
            if (trip.hasLabel && labelled < scenario.endMillis()) {
                labels.add(new Label(labelled, sequence, trip));
            }
            advance();
            return new SimulatedRecord(
                    Stream.PREDICTION, trip.id, TripJson.prediction(trip), trip.timestamp);
        }

        /**
         * Moves on to this partition's next trip; every n-th one is its own, counted from the
         * start.
         */
        private void advance() {
            while (true) {
                while (place >= tripsInHour) {
                    hour += Scenario.HOUR_MILLIS;
                    if (hour >= scenario.endMillis()) {
                        nextTrip = null;
                        return;
                    }
                    place = 0;
                    tripsInHour = world.tripsIn(hour);
                }
                int current = place++;
                if (sequence++ % partitions == partition) {
                    Trip trip = world.trip(hour, current, tripsInHour);
                    nextTrip = trip.timestamp < scenario.endMillis() ? trip : null;
                    return;
                }
            }
        }
    }
}
