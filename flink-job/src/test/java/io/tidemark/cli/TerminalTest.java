/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Terminal.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void styled_screen_hasColours() {
        assertThat(terminal(true, true, Map.of()).styled(Style.RED, "x"))
                .isEqualTo("\u001b[31mx\u001b[0m");
    }

    @Test
    void styled_pipeOrNoColorOrDumb_hasNone() {
        assertThat(terminal(false, true, Map.of()).styled(Style.RED, "x")).isEqualTo("x");
        assertThat(terminal(true, true, Map.of("NO_COLOR", "1")).styled(Style.RED, "x"))
                .isEqualTo("x");
        assertThat(terminal(true, true, Map.of("TERM", "dumb")).styled(Style.RED, "x"))
                .isEqualTo("x");
    }

    @Test
    void styled_emptyNoColor_hasColours() {
        assertThat(terminal(true, true, Map.of("NO_COLOR", "")).styled(Style.RED, "x"))
                .isNotEqualTo("x");
    }

    @Test
    void progress_noScreen_isSilent() {
        Terminal terminal = terminal(true, false, Map.of());
        terminal.progress("half");
        terminal.print("row");
        terminal.endProgress();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).isEqualTo("row\n");
    }

    @Test
    void print_whileProgressShows_movesItDown() {
        Terminal terminal = terminal(true, true, Map.of());
        terminal.progress("half");
        terminal.print("row");
        terminal.endProgress();
        assertThat(out.toString()).isEqualTo("row\n");
        assertThat(err.toString()).isEqualTo("half\r\u001b[Khalf\r\u001b[K");
    }

    @Test
    void progress_sameLine_isWrittenOnce() {
        Terminal terminal = terminal(true, true, Map.of());
        terminal.progress("half");
        terminal.progress("half");
        assertThat(err.toString()).isEqualTo("half");
    }

    private Terminal terminal(
            boolean outIsTerminal, boolean errIsTerminal, Map<String, String> env) {
        return new Terminal(
                new PrintWriter(out), new PrintWriter(err), outIsTerminal, errIsTerminal, env);
    }
}
