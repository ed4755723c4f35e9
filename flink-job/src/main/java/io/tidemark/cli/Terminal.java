/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import java.io.PrintWriter;
import java.util.Map;

/**
 * Where a command writes: results on {@code out}, progress and complaints on {@code err}, and
 * whether a person is looking. Colours are for terminals only, and never when {@code NO_COLOR} is
 * set (https://no-color.org) or the terminal is {@code dumb}.
 */
final class Terminal {
    /** How text is made to stand out. */
    enum Style {
        BOLD("1"),
        DIM("2"),
        RED("31"),
        GREEN("32"),
        YELLOW("33");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean hasColours;
    private final boolean showsProgress;

    private String progress = "";

    /**
     * @param outIsTerminal whether {@code out} ends on a screen
     * @param errIsTerminal whether {@code err} does
     * @param environment for {@code NO_COLOR} and {@code TERM}
     */
    Terminal(
            PrintWriter out,
            PrintWriter err,
            boolean outIsTerminal,
            boolean errIsTerminal,
            Map<String, String> environment) {
        this.out = out;
        this.err = err;
        boolean isDumb = "dumb".equals(environment.get("TERM"));
        hasColours = outIsTerminal && !isDumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
        showsProgress = errIsTerminal && !isDumb;
    }

    /**
     * The process's own terminal; the launcher, which can ask the kernel, says what is a screen.
     */
    static Terminal ofProcess(PrintWriter out, PrintWriter err) {
        return new Terminal(
                out,
                err,
                Boolean.getBoolean("tidemark.terminal.stdout"),
                Boolean.getBoolean("tidemark.terminal.stderr"),
                System.getenv());
    }

    /** A line of results; a progress line that is in the way moves down. */
    synchronized void print(String line) {
        erase();
        out.println(line);
        out.flush();
        redraw();
    }

    /** A line for the person, beside the results. */
    synchronized void note(String line) {
        erase();
        err.println(line);
        err.flush();
        redraw();
    }

    /** Replaces the progress line; says nothing where nobody watches. */
    synchronized void progress(String line) {
        if (showsProgress && !line.equals(progress)) {
            erase();
            progress = line;
            redraw();
        }
    }

    /** Takes the progress line away. */
    synchronized void endProgress() {
        erase();
        progress = "";
        err.flush();
    }

    boolean showsProgress() {
        return showsProgress;
    }

    /** The text in this style, or as it is where there are no colours. */
    String styled(Style style, String text) {
        return hasColours ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }

    private void erase() {
        if (!progress.isEmpty()) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    private void redraw() {
        if (!progress.isEmpty()) {
            err.print(progress);
            err.flush();
        }
    }
}
