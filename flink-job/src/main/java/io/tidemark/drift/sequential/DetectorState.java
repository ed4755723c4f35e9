/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

/** What a detector says after a value. */
public enum DetectorState {
    /** Nothing has changed. */
    STABLE(0),
    /** Something may be changing; only detectors with a warning level say so. */
    WARNING(1),
    /** The stream has changed; the detector starts afresh with the next value. */
    DRIFT(2);

    private final int code;

    DetectorState(int code) {
        this.code = code;
    }

    /** Returns the byte of the state in stored detectors. */
    int code() {
        return code;
    }

    static DetectorState of(int code) {
        for (DetectorState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("no detector state " + code);
    }
}
