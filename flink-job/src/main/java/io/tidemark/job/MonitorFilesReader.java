/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.job;

import io.tidemark.monitor.InvalidReference;
import io.tidemark.monitor.InvalidSpec;
import io.tidemark.monitor.Monitor;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.monitor.MonitorSpecReader;
import io.tidemark.monitor.Reference;
import io.tidemark.monitor.ReferenceReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Reads a monitor from its files; every failure is one sentence that names the file. */
public final class MonitorFilesReader {
    private MonitorFilesReader() {}

    /**
     * @param reference null when there is none
     */
    public static Monitor read(Path spec, Path reference) throws InvalidSettings {
        MonitorSpec read = readSpec(spec);
        try {
            return Monitor.of(read, reference == null ? null : readReference(read, reference));
        } catch (InvalidSpec e) {
            throw new InvalidSettings(spec + ": " + faults(e));
        }
    }

    /** Reads a spec alone. */
    public static MonitorSpec readSpec(Path file) throws InvalidSettings {
        try {
            return new MonitorSpecReader().read(Files.readString(file, StandardCharsets.UTF_8));
        } catch (InvalidSpec e) {
            throw new InvalidSettings(file + ": " + faults(e));
        } catch (NoSuchFileException e) {
            throw new InvalidSettings("there is no monitor file " + file);
        } catch (CharacterCodingException e) {
            throw new InvalidSettings(file + ": the monitor file is not UTF-8");
        } catch (IOException e) {
            throw new InvalidSettings("cannot read the monitor file " + file);
        }
    }

    private static String faults(InvalidSpec e) {
        return e.faults().stream()
                .map(InvalidSpec.Fault::toString)
                .collect(Collectors.joining("; "));
    }

    private static Reference readReference(MonitorSpec spec, Path file) throws InvalidSettings {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return new ReferenceReader(spec).read(in, file.toString());
        } catch (InvalidReference e) {
            throw new InvalidSettings(e.getMessage());
        } catch (NoSuchFileException e) {
            throw new InvalidSettings("there is no reference file " + file);
        } catch (IOException e) {
            throw new InvalidSettings("cannot read the reference file " + file);
        }
    }
}
