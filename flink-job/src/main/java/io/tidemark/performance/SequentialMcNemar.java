/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.profile.BinaryReader;
import io.tidemark.profile.BinaryWriter;
import org.apache.commons.math3.special.Beta;

/**
 * Whether one of two classifiers is right more often, on requests that both answered, with a
 * p-value that is valid however often it is looked at: under no difference it ever falls to p with
 * probability p at most.
 *
 * <p>Of the requests on which exactly one of them is right, each is won by either with probability
 * 1/2 if there is no difference. The test is the mixture likelihood ratio of that against a win
 * rate drawn from Beta({@value #PRIOR}, {@value #PRIOR}), a martingale under no difference; the
 * p-value is 1 ÷ its largest value at any look (Ville's inequality). H. Robbins, Annals of
 * Mathematical Statistics 41 (1970); R. Johari et al., "Always valid inference", Operations
 * Research 70 (2022).
 */
public final class SequentialMcNemar {
    /** Win rates within about 5 points of 1/2 are what the mixture expects. */
    static final double PRIOR = 50;

    private static final int VERSION = 1;

    private long pairs;
    private long onlyFirstRight;
    private long onlySecondRight;
    private double largestLogRatio;

    /** Adds requests that came since the last look, in any order. */
    public void add(long morePairs, long moreOnlyFirstRight, long moreOnlySecondRight) {
        pairs += morePairs;
        onlyFirstRight += moreOnlyFirstRight;
        onlySecondRight += moreOnlySecondRight;
    }

    /** Looks: returns the always-valid p-value, which never rises from look to look. */
    public double look() {
        double ratio =
                Beta.logBeta(PRIOR + onlyFirstRight, PRIOR + onlySecondRight)
                        - Beta.logBeta(PRIOR, PRIOR)
                        + (onlyFirstRight + onlySecondRight) * StrictMath.log(2);
        largestLogRatio = StrictMath.max(largestLogRatio, ratio);
        return StrictMath.exp(-largestLogRatio);
    }

    /** Returns the number of requests. */
    public long pairs() {
        return pairs;
    }

    /** Returns the second one's accuracy - the first one's; null without requests. */
    public Double difference() {
        return pairs == 0 ? null : (Double) ((double) (onlySecondRight - onlyFirstRight) / pairs);
    }

    /** Returns the state. */
    public byte[] toBytes() {
        BinaryWriter writer = new BinaryWriter();
        writer.writeByte(VERSION);
        writer.writeSigned(pairs);
        writer.writeSigned(onlyFirstRight);
        writer.writeSigned(onlySecondRight);
        writer.writeDouble(largestLogRatio);
        return writer.toBytes();
    }

    /** Reads {@link #toBytes}. */
    public static SequentialMcNemar fromBytes(byte[] bytes) {
        BinaryReader reader = new BinaryReader(bytes);
        reader.expectVersion(VERSION, "mcnemar");
        SequentialMcNemar read = new SequentialMcNemar();
        read.pairs = reader.readSigned();
        read.onlyFirstRight = reader.readSigned();
        read.onlySecondRight = reader.readSigned();
        read.largestLogRatio = reader.readDouble();
        reader.expectEnd();
        return read;
    }
}
