/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import java.io.Serializable;

/**
 * What happens when events stop; processing time, 0 for never (a replay has no silence).
 *
 * @param provisionalAfterMillis open windows are shown when the clock has stood still for so long
 * @param alertAfterMillis an alert is raised when nothing of a model has come for so long
 */
public record SilenceSettings(long provisionalAfterMillis, long alertAfterMillis)
        implements Serializable {
    public static SilenceSettings never() {
        return new SilenceSettings(0, 0);
    }
}
