/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many events one lane of the source had given at which CPU time of the whole process (task
 * threads, compiler and garbage collector alike). Each lane keeps its own on the side and leaves
 * them in a file; a rate is read where all lanes were running.
 */
final class CpuSamples {
    private static final int EVENTS_BETWEEN = 1024;
    private static final double NANOS_PER_SECOND = 1e9;

    /** A moment of a lane: CPU nanoseconds of the process, events so far. */
    private record Sample(long cpu, long events) {}

    private final OperatingSystemMXBean process =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<Sample> samples = new ArrayList<>();
    private final long start = process.getProcessCpuTime();
    private long spent;

    CpuSamples() {
        samples.add(new Sample(start, 0));
    }

    /** Called for every event; looks at the clock for a few of them. */
    void count(long events) {
        if (events % EVENTS_BETWEEN == 0) {
            long cpu = process.getProcessCpuTime();
            samples.add(new Sample(cpu, events));
            spent = cpu - start;
        }
    }

    /** CPU nanoseconds of the process since the start, when the clock was last looked at. */
    long spent() {
        return spent;
    }

    void write(Path file) throws IOException {
        try (PrintWriter out =
                new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            for (Sample sample : samples) {
                out.println(sample.cpu() + " " + sample.events());
            }
        }
    }

    /**
     * The events per CPU-second of all lanes whose files are in a directory.
     *
     * @param warmUpNanos CPU time of the process; what a lane did in it does not count
     */
    static double rate(Path directory, long warmUpNanos) throws IOException {
        List<List<Sample>> lanes = read(directory);
        long from = Long.MIN_VALUE;
        long to = Long.MAX_VALUE;
        for (List<Sample> lane : lanes) {
            from = Math.max(from, lane.get(0).cpu() + warmUpNanos);
            to = Math.min(to, lane.get(lane.size() - 1).cpu());
        }
        if (to <= from) {
            throw new IOException("the lanes did not run at the same time");
        }
        double events = 0;
        for (List<Sample> lane : lanes) {
            events += eventsAt(lane, to) - eventsAt(lane, from);
        }
        return events * NANOS_PER_SECOND / (to - from);
    }

    private static List<List<Sample>> read(Path directory) throws IOException {
        List<List<Sample>> lanes = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                List<Sample> lane = new ArrayList<>();
                try (BufferedReader in = Files.newBufferedReader(file)) {
                    for (String line = in.readLine(); line != null; line = in.readLine()) {
                        String[] numbers = line.split(" ", -1);
                        lane.add(
                                new Sample(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])));
                    }
                }
                lanes.add(lane);
            }
        }
        return lanes;
    }

    /** How many events a lane had given at a CPU time, in proportion between two samples. */
    private static double eventsAt(List<Sample> lane, long cpu) {
        int after = 0;
        while (after < lane.size() - 1 && lane.get(after).cpu() < cpu) {
            after++;
        }
        Sample next = lane.get(after);
        Sample previous = lane.get(Math.max(0, after - 1));
        double span = (double) next.cpu() - previous.cpu();
        double share = span <= 0 ? 1 : Math.min(1, (cpu - previous.cpu()) / span);
        return previous.events() + share * (next.events() - previous.events());
    }
}
