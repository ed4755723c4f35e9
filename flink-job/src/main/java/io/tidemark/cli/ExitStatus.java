/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

/** What the process says to the shell at its end. */
public final class ExitStatus {
    /** The command did what it was asked. */
    public static final int DONE = 0;

    /** The command could not do it: an address does not answer, the job failed. */
    public static final int FAILED = 1;

    /** The command line, or a file named on it, is wrong. */
    public static final int BAD_INPUT = 2;

    /** A check found what it looks for ({@code --fail-on}). */
    public static final int FOUND = 3;

    private ExitStatus() {}
}
