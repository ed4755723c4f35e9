/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of alerts that are the same wherever and however often they are computed: the first 128
 * bits of a SHA-256, 32 hexadecimal digits. Consumers store them, so what goes into them never
 * changes.
 */
public final class AlertIdentity {
    private static final int BYTES = 16;

    private AlertIdentity() {}

    /** What an alert is about; {@code feature} is null for the model as a whole. */
    public static String fingerprint(
            String modelId,
            String modelVersion,
            String rule,
            String feature,
            String segment,
            String windowName) {
        return hash(modelId, modelVersion, rule, feature, segment, windowName);
    }

    /**
     * One transition of one episode: a repeat of it has the same id.
     *
     * @param startedAtMillis when the episode started
     * @param status {@code firing} or {@code resolved}
     * @param transition which one of the episode, from 1 on
     */
    public static String alertId(
            String fingerprint, long startedAtMillis, String status, int transition) {
        // the first firing and the first resolving need no number
        String which = transition <= 2 ? status : status + "@" + transition;
        return hash(fingerprint, Long.toString(startedAtMillis), which);
    }

    /** Each part goes in with its length, so that no two lists of parts read the same. */
    private static String hash(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part == null ? null : part.getBytes(StandardCharsets.UTF_8);
                String length = (bytes == null ? "null" : bytes.length) + ":";
                digest.update(length.getBytes(StandardCharsets.US_ASCII));
                digest.update(bytes == null ? new byte[0] : bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
