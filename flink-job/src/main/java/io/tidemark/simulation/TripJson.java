/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.simulation;

import java.time.Instant;

/** Writes a trip as the prediction event and the feedback event of the public contract. */
final class TripJson {
    private TripJson() {}

    static String prediction(Trip trip) {
        StringBuilder json = new StringBuilder(420);
        json.append("{\"prediction_id\":\"").append(trip.id);
        json.append("\",\"model_id\":\"").append(FareModel.MODEL_ID);
        json.append("\",\"model_version\":\"").append(FareModel.MODEL_VERSION);
        json.append("\",\"timestamp\":\"").append(Instant.ofEpochMilli(trip.timestamp));
        json.append("\",\"features\":{\"distance_km\":");
        Decimal.append(json, trip.distanceKm, 2);
        json.append(",\"duration_min\":");
        Decimal.append(json, trip.durationMin, 1);
        json.append(",\"passengers\":").append(trip.passengers);
        json.append(",\"surge\":");
        Decimal.append(json, trip.surge, 1);
        json.append(",\"tip_history\":");
        if (trip.hasTipHistory) {
            Decimal.append(json, trip.tipHistory, 3);
        } else {
            json.append("null");
        }
        json.append(",\"wait_min\":");
        Decimal.append(json, trip.waitMin, 1);
        json.append(",\"payment_type\":\"").append(trip.paymentType);
        json.append("\",\"zone\":\"").append(trip.zone);
        json.append("\"},");
        if (trip.isAnswered()) {
            json.append("\"prediction\":");
            Decimal.append(json, trip.quote, 2);
        } else {
            json.append("\"status\":\"error\",\"error\":\"").append(trip.errorCode).append('"');
        }
        json.append(",\"latency_ms\":");
        Decimal.append(json, trip.latencyMillis, 1);
        json.append(",\"metadata\":{\"city\":\"").append(trip.city).append("\"}}");
        return json.toString();
    }

    static String feedback(Trip trip) {
        StringBuilder json = new StringBuilder(160);
        json.append("{\"prediction_id\":\"").append(trip.id);
        json.append("\",\"model_id\":\"").append(FareModel.MODEL_ID);
        json.append("\",\"actual_label\":");
        Decimal.append(json, trip.paid, 2);
        json.append(",\"timestamp\":\"")
                .append(Instant.ofEpochMilli(trip.timestamp + trip.labelDelayMillis))
                .append("\"}");
        return json.toString();
    }
}
