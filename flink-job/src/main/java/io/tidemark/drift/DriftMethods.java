/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.drift;

import io.tidemark.profile.FeatureKind;
import java.util.ArrayList;
import java.util.List;

/** All methods by which one feature can be compared, in the order in which they are shown. */
public final class DriftMethods {
    private static final List<DriftMethod> NUMERIC =
            List.of(
                    new KolmogorovSmirnov(),
                    new Wasserstein(),
                    new PopulationStabilityIndex(),
                    new JensenShannon(),
                    new KullbackLeibler(),
                    new Hellinger(),
                    new TotalVariation(),
                    new LargestShareChange(),
                    new ChiSquare(),
                    new GTest(),
                    new CramerVonMises(),
                    new AndersonDarling(),
                    new MannWhitney(),
                    new WelchT(),
                    new Kuiper(),
                    new Energy(),
                    new MeanShift());

    private static final List<DriftMethod> CATEGORICAL =
            List.of(
                    new ChiSquare(),
                    new GTest(),
                    new ProportionTest(),
                    new FisherExact(),
                    new PopulationStabilityIndex(),
                    new JensenShannon(),
                    new KullbackLeibler(),
                    new Hellinger(),
                    new TotalVariation(),
                    new LargestShareChange());

    private DriftMethods() {}

    /** Returns the methods for a kind; undeclared counts as categorical. */
    public static List<DriftMethod> of(FeatureKind kind) {
        return kind == FeatureKind.NUMERIC ? NUMERIC : CATEGORICAL;
    }

    /** Returns the names of {@link #of}. */
    public static List<String> names(FeatureKind kind) {
        List<String> names = new ArrayList<>();
        for (DriftMethod method : of(kind)) {
            names.add(method.name());
        }
        return List.copyOf(names);
    }

    /** Returns the method of a name; null when the kind has none of it. */
    public static DriftMethod find(FeatureKind kind, String name) {
        for (DriftMethod method : of(kind)) {
            if (method.name().equals(name)) {
                return method;
            }
        }
        return null;
    }
}
