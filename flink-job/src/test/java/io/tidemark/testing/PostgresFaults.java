/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.testing;

import io.tidemark.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stops, kills and freezes an embedded database, and brings it back. Needs Linux or macOS. */
public final class PostgresFaults {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final long PATIENCE_MILLIS = 60_000;

    private final EmbeddedDatabase database;
    private final List<Long> frozen = new ArrayList<>();

    PostgresFaults(EmbeddedDatabase database) {
        this.database = database;
    }

    /** A fast shutdown: open transactions are aborted. */
    public void stop() throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        signal("INT", List.of(postmaster.pid()));
        awaitEnd(postmaster);
    }

    /** kill -9 of the server and everything that it started. */
    public void killAll() throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        signal("KILL", processes(postmaster));
        awaitEnd(postmaster);
        Files.deleteIfExists(database.dataDirectory().resolve("postmaster.pid"));
    }

    /** kill -9 of one server process; the server then restarts all of them. */
    public void killBackend(long pid) throws IOException, InterruptedException {
        signal("KILL", List.of(pid));
    }

    /** Freezes every process of the server: connections stay open and nobody answers. */
    public void freeze() throws IOException, InterruptedException {
        frozen.addAll(processes(postmaster()));
        signal("STOP", frozen);
    }

    /** Ends {@link #freeze}. */
    public void thaw() throws IOException, InterruptedException {
        if (frozen.isEmpty()) {
            return;
        }
        signal("CONT", frozen);
        frozen.clear();
    }

    /** Starts the server as it was started before, and waits until it answers. */
    public void start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // Postgres refuses to run as root; in a user namespace of its own it is nobody
            command.addAll(List.of("unshare", "-U"));
        }
        Matcher words = QUOTED.matcher(commandLine());
        while (words.find()) {
            command.add(words.group(1));
        }
        new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        awaitAnswer();
    }

    // postmaster.opts: the binary bare, then each argument in quotes
    private String commandLine() throws IOException {
        Path options = database.dataDirectory().resolve("postmaster.opts");
        String line = Files.readString(options).strip();
        int binaryEnds = line.indexOf(' ');
        return '"' + line.substring(0, binaryEnds) + '"' + line.substring(binaryEnds);
    }

    private void awaitAnswer() throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            String url = database.settings().url() + "?user=postgres&loginTimeout=2";
            try (Connection connection = DriverManager.getConnection(url)) {
                if (connection.isValid(2)) {
                    return;
                }
            } catch (SQLException e) {
                if ((System.nanoTime() - start) / 1_000_000 > PATIENCE_MILLIS) {
                    throw new IllegalStateException("Postgres does not come back", e);
                }
                Thread.sleep(100);
            }
        }
    }

    private ProcessHandle postmaster() throws IOException {
        Path file = database.dataDirectory().resolve("postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
        return ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException("Postgres is not running"));
    }

    private static List<Long> processes(ProcessHandle postmaster) {
        List<Long> all = new ArrayList<>(List.of(postmaster.pid()));
        postmaster.descendants().map(ProcessHandle::pid).forEach(all::add);
        return all;
    }

    private static void awaitEnd(ProcessHandle process) throws InterruptedException {
        long start = System.nanoTime();
        while (process.isAlive()) {
            if ((System.nanoTime() - start) / 1_000_000 > PATIENCE_MILLIS) {
                throw new IllegalStateException("Postgres does not end");
            }
            Thread.sleep(20);
        }
    }

    private static void signal(String name, List<Long> pids)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        pids.forEach(pid -> command.add(pid.toString()));
        // a process may have ended meanwhile, and then kill complains
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
