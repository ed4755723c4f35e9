/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift.sequential;

/** What a detector says after a value. */
public enum DetectorState {
    /** Nothing has changed. */
    STABLE,
    /** Something may be changing; only detectors with a warning level say so. */
    WARNING,
    /** The stream has changed; the detector starts afresh with the next value. */
    DRIFT
}
