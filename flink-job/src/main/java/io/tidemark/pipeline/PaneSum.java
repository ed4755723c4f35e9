/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.profile.FeatureLayout;
import io.tidemark.profile.FeatureProfile;
import io.tidemark.profile.ServiceProfile;

/**
 * Panes of one key added up: of a feature, or of the requests themselves. A part that was laid out
 * for another reference or kind than the monitor's (a savepoint is restored with a new one) cannot
 * be read and is left out.
 */
final class PaneSum {
    private final FeatureLayout layout;
    private ServiceProfile service;
    private FeatureProfile feature;

    /**
     * @param layout the feature's; null for {@link PanePartial#SERVICE}
     */
    PaneSum(FeatureLayout layout) {
        this.layout = layout;
    }

    /** Whether bytes can be added. */
    boolean fits(byte[] part) {
        return layout == null || FeatureProfile.fits(layout, part);
    }

    /** Adds a part, if it {@link #fits}; returns whether it did. */
    boolean add(byte[] part) {
        if (!fits(part)) {
            return false;
        }
        if (layout == null) {
            service = service == null ? new ServiceProfile() : service;
            service.merge(ServiceProfile.fromBytes(part));
        } else {
            feature = feature == null ? new FeatureProfile(layout) : feature;
            feature.merge(part);
        }
        return true;
    }

    boolean isEmpty() {
        return service == null && feature == null;
    }

    /** Null while empty. */
    ServiceProfile service() {
        return service;
    }

    /** Without values while empty. */
    FeatureProfile feature() {
        return feature == null ? new FeatureProfile(layout) : feature;
    }

    byte[] toBytes() {
        return layout == null ? service.toBytes() : feature().toBytes();
    }
}
