/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.performance;

import io.tidemark.event.NamedValues;
import io.tidemark.event.ShortestForm;
import java.util.List;

/** The class that a predicted or true value names. */
final class ClassNames {
    /** What a cap cut. */
    static final String OTHER = "(other)";

    private ClassNames() {}

    /**
     * Returns the name: texts as they are, numbers in shortest form. Booleans and the numbers 0 and
     * 1 stand for each other where only the other one is a known class, since a model may answer 1
     * what its labels call true.
     *
     * @param kind a kind of {@link NamedValues}; missing gives null
     */
    static String of(byte kind, double number, String text, List<String> known) {
        return switch (kind) {
            case NamedValues.TEXT -> text;
            case NamedValues.BOOLEAN ->
                    known.contains(text) ? text : firstKnown(known, number == 1 ? "1" : "0", text);
            case NamedValues.NUMBER -> ofNumber(number, known);
            default -> null;
        };
    }

    private static String ofNumber(double number, List<String> known) {
        String name = ShortestForm.of(number);
        return (number != 0 && number != 1) || known.contains(name)
                ? name
                : firstKnown(known, number == 1 ? "true" : "false", name);
    }

    private static String firstKnown(List<String> known, String preferred, String otherwise) {
        return known.contains(preferred) ? preferred : otherwise;
    }
}
