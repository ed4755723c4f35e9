/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.pipeline;

/**
 * What PROFILE saw of one feature in one pane since its last flush: a part that merges with the
 * others of the same key and pane.
 *
 * @param segment {@code overall} or {@code name=value}
 * @param feature a feature's name, or {@link #SERVICE} for the profile of the requests themselves,
 *     or {@link #EVENTS} for that of the events as wholes
 * @param paneStart event time, milliseconds
 * @param profile bytes of a {@code FeatureProfile}, or of a {@code ServiceProfile} for {@link
 *     #SERVICE}, or of an {@code EventProfile} for {@link #EVENTS}
 */
public record PanePartial(
        String modelId,
        String modelVersion,
        String segment,
        String feature,
        long paneStart,
        byte[] profile) {
    /** The requests of a segment as a whole: volume, errors, latency. */
    public static final String SERVICE = "@service";

    /** Events as wholes: a sample of their rows, cross-moments, attributions; overall only. */
    public static final String EVENTS = "@events";
}
