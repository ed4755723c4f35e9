/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

/**
 * A file that is missing, unreadable or wrong: one sentence that names the file and the place of
 * the fault, exit status 2.
 */
public final class InputException extends RuntimeException {
    public InputException(String sentence) {
        super(sentence);
    }

    public InputException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
