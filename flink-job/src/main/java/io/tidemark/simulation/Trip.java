/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

/**
 * One trip: the features as the model was given them, what it answered, and what the rider paid in
 * the end. Numbers are rounded to the decimals with which they are written.
 */
final class Trip {
    String id;
    long timestamp;

    double distanceKm;
    double durationMin;
    int passengers;
    double surge;
    double tipHistory;
    boolean hasTipHistory;
    double waitMin;
    String paymentType;
    String zone;
    String city;

    double quote;
    double latencyMillis;
    String errorCode;

    double paid;
    long labelDelayMillis;
    boolean hasLabel;

    boolean isAnswered() {
        return errorCode == null;
    }
}
