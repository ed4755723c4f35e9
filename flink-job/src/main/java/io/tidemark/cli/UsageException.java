/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

/**
 * Options that do not go together, or cannot be understood: one sentence for the person who typed
 * them, exit status 2.
 */
public final class UsageException extends RuntimeException {
    public UsageException(String sentence) {
        super(sentence);
    }
}
