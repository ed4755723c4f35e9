/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

/**
 * Events of the join that do not count, for {@code event_outcome}.
 *
 * @param modelId null: a label that names no model
 * @param code why
 * @param recordTimestamp the Kafka record's time (replay: event time), epoch milliseconds
 * @param count how many
 */
public record JoinOutcome(String modelId, Code code, long recordTimestamp, long count) {
    /** Why an event of the join does not count. */
    public enum Code {
        /** A prediction whose (id, model, version) was answered already. */
        DUPLICATE("duplicate"),
        /** A label that says at the same time what another one said. */
        LABEL_DUPLICATE("label_duplicate"),
        /** A label that says at the same time something else than another one. */
        LABEL_CONFLICTING("label_conflicting"),
        /** A label that the model's task cannot use. */
        LABEL_WRONG_TYPE("label_wrong_type"),
        /** A label of a class that neither spec nor reference knows; counted all the same. */
        LABEL_UNKNOWN_CLASS("label_unknown_class"),
        /** A label whose prediction never came. */
        LABEL_ORPHAN("label_orphan"),
        /** A label later than the prediction's horizon. */
        LABEL_EXPIRED("label_expired"),
        /** A label later than corrections are taken. */
        LABEL_CORRECTION_LATE("label_correction_late"),
        /** More predictions or labels under one id than are kept. */
        CAPPED("capped");

        private final String code;

        Code(String code) {
            this.code = code;
        }

        /** Returns the outcome as the table has it. */
        public String code() {
            return code;
        }
    }
}
