/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

import io.tidemark.result.WindowKey;

/** What WINDOWS is keyed by, in words. */
record FeatureKey(String modelId, String modelVersion, String segment, String feature) {
    static FeatureKey of(PanePartial partial) {
        return new FeatureKey(
                partial.modelId(), partial.modelVersion(), partial.segment(), partial.feature());
    }

    static FeatureKey parse(String key) {
        int version = key.indexOf(StreamKeys.SEPARATOR);
        int segment = key.indexOf(StreamKeys.SEPARATOR, version + 1);
        int feature = key.indexOf(StreamKeys.SEPARATOR, segment + 1);
        return new FeatureKey(
                key.substring(0, version),
                key.substring(version + 1, segment),
                key.substring(segment + 1, feature),
                key.substring(feature + 1));
    }

    boolean isService() {
        return feature.equals(PanePartial.SERVICE);
    }

    WindowKey window(String name, long start, long end) {
        return new WindowKey(modelId, modelVersion, segment, name, start, end);
    }
}
