/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.monitor;

import io.tidemark.event.CleanText;
import java.util.Collection;

/** How this package's messages show what a user wrote. */
final class Texts {

    private static final int LONGEST_SHOWN = 60;

    private Texts() {}

    /** The text in double quotes, shortened, with control characters made visible. */
    static String quote(String text) {
        boolean isLong = text.length() > LONGEST_SHOWN;
        String shown = isLong ? text.substring(0, LONGEST_SHOWN) + "..." : text;
        return '"' + visible(shown) + '"';
    }

    /** The text with control characters and unpaired surrogates written as escapes. */
    static String visible(String text) {
        if (CleanText.isClean(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (Character.isISOControl(character)
                    || (Character.isSurrogate(character) && !isPaired(text, i))) {
                shown.append(String.format("\\u%04x", (int) character));
            } else {
                shown.append(character);
            }
        }
        return shown.toString();
    }

    /** "; did you mean X?" for the nearest candidate, or nothing where none is near. */
    static String suggestion(String text, Collection<String> candidates) {
        String nearest = nearest(text, candidates);
        return nearest == null ? "" : "; did you mean " + nearest + "?";
    }

    /** The candidate that differs by the fewest edits, at most 3 and a third of it; or null. */
    static String nearest(String text, Collection<String> candidates) {
        if (text.length() > 200) {
            return null;
        }
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - text.length()) > 3) {
                continue;
            }
            int edits = edits(text, candidate);
            int allowed = candidate.length() < 3 ? 0 : Math.min(3, candidate.length() / 3);
            if (edits <= allowed && edits < fewest) {
                nearest = candidate;
                fewest = edits;
            }
        }
        return nearest;
    }

    static boolean isPaired(String text, int index) {
        char character = text.charAt(index);
        return Character.isHighSurrogate(character)
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }

    /** Insertions, deletions, substitutions and swaps of neighbours, case ignored. */
    private static int edits(String left, String right) {
        int[][] distance = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    distance[i][j] = i + j;
                    continue;
                }
                int change = same(left, i, right, j) ? 0 : 1;
                distance[i][j] =
                        Math.min(
                                distance[i - 1][j - 1] + change,
                                1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
                if (i > 1 && j > 1 && same(left, i, right, j - 1) && same(left, i - 1, right, j)) {
                    distance[i][j] = Math.min(distance[i][j], distance[i - 2][j - 2] + 1);
                }
            }
        }
        return distance[left.length()][right.length()];
    }

    private static boolean same(String left, int i, String right, int j) {
        return Character.toLowerCase(left.charAt(i - 1))
                == Character.toLowerCase(right.charAt(j - 1));
    }
}
