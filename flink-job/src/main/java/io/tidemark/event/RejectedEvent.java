/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.event;

/**
 * A record could not be read as an event. Carries no stack trace: it is an answer about data and
 * costs no more than one.
 */
public final class RejectedEvent extends Exception {
    private static final int MAX_DETAIL_LENGTH = 500;

    private final DeadLetterReason reason;
    private final String detail;
    private final String modelId;

    /**
     * Refuses a record.
     *
     * @param detail one sentence that names the field
     * @param modelId the record's model where it is known already, else null
     */
    public RejectedEvent(DeadLetterReason reason, String detail, String modelId) {
        super(null, null, false, false);
        this.reason = reason;
        this.detail = CleanText.of(detail, MAX_DETAIL_LENGTH);
        this.modelId = modelId;
    }

    public DeadLetterReason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }

    /** Null: not known when the record was given up. */
    public String modelId() {
        return modelId;
    }

    @Override
    public String getMessage() {
        return reason.code() + ": " + detail;
    }
}
