/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.profile.EventProfile;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.ServiceProfile;

/** One segment's profiles in one open pane; features by their slots in {@link FeatureSlots}. */
final class SegmentPane {
    final ServiceProfile service = new ServiceProfile();
    EventProfile events; // overall's alone; null: nobody wants it
    FeatureProfile[] profiles = new FeatureProfile[0];
}
