/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

/**
 * What a command does once its options are understood; apart from the command, so that options are
 * tested without a job.
 *
 * @param <O> the command's options
 */
@FunctionalInterface
interface Work<O> {
    /**
     * Does it, to its end.
     *
     * @return an {@link ExitStatus}
     * @throws Exception becomes one sentence, see {@link Tidemark}
     */
    int run(O options, Terminal terminal) throws Exception;
}
