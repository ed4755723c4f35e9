/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.embedded;

import java.io.IOException;

/** Closes something when the JVM ends, unless it has been closed before. */
public final class ExitHook {
    private final Thread thread;

    /** What to close. */
    @FunctionalInterface
    public interface Closing {
        void close() throws IOException;
    }

    /** Remembers what to close. */
    public ExitHook(String name, Closing closing) {
        thread =
                new Thread(
                        () -> {
                            try {
                                closing.close();
                            } catch (IOException e) {
                                System.err.println(name + " could not be cleaned up: " + e);
                            }
                        },
                        name);
        Runtime.getRuntime().addShutdownHook(thread);
    }

    /** It has been closed. */
    public void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // the JVM is ending already; closing twice does no harm
            return;
        }
    }
}
