/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

/**
 * One value of one prediction: what the plain job shuffles. A POJO; public for Flink's serialiser.
 */
public final class FeatureValue {
    public String modelId;
    public String feature;

    /** A kind of {@code NamedValues}. */
    public byte kind;

    public double number;
    public String text;

    public FeatureValue() {}

    FeatureValue(String modelId, String feature, byte kind, double number, String text) {
        this.modelId = modelId;
        this.feature = feature;
        this.kind = kind;
        this.number = number;
        this.text = text;
    }
}
