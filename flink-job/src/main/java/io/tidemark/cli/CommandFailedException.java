/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

/**
 * A command that could not do its work for a reason that one sentence tells in full (an address
 * that does not answer, for example): exit status 1.
 */
public final class CommandFailedException extends RuntimeException {
    public CommandFailedException(String sentence) {
        super(sentence);
    }

    public CommandFailedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
