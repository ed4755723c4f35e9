/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Says in one sentence, before anything starts, that a file on the command line cannot be used. */
final class InputFiles {
    private InputFiles() {}

    /** A file to read; null, an option that was not given, is fine. */
    static void requireReadable(String option, Path file) {
        if (file == null) {
            return;
        }
        if (!Files.exists(file)) {
            throw new InputException(option + " " + file + ": no such file");
        }
        if (Files.isDirectory(file)) {
            throw new InputException(option + " " + file + ": a directory, not a file");
        }
        if (!Files.isReadable(file)) {
            throw new InputException(option + " " + file + ": not readable");
        }
    }

    /** A file to write, possibly over an old one; null is fine. */
    static void requireWritable(String option, Path file) {
        if (file == null) {
            return;
        }
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new InputException(option + " " + file + ": a directory, not a file");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw new InputException(option + " " + file + ": its directory does not exist");
        }
        if (!Files.isWritable(Files.exists(file) ? file : directory)) {
            throw new InputException(option + " " + file + ": not writable");
        }
    }
}
