/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Independently computed expected values: synthetic ones in the test resources, those with
 * third-party data in a folder outside the repository (system property {@code tidemark.oracles},
 * default {@code ../../shared/oracles} from the module).
 */
public final class Oracles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Oracles() {}

    /** Returns the folder; where it is absent the calling test is skipped. */
    public static Path folder() {
        Path folder =
                Path.of(System.getProperty("tidemark.oracles", "../../shared/oracles"))
                        .toAbsolutePath()
                        .normalize();
        Assumptions.assumeTrue(
                Files.isDirectory(folder), () -> "no expected values in " + folder + ": skipped");
        return folder;
    }

    /** Reads a JSON file below {@link #folder}, unpacking {@code .gz}. */
    public static JsonNode fromFolder(String name) {
        try (InputStream file = Files.newInputStream(folder().resolve(name));
                InputStream text = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
            return JSON.readTree(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads a JSON file of the test resources' folder {@code oracles}. */
    public static JsonNode fromResources(String name) {
        try (InputStream text = Oracles.class.getResourceAsStream("/oracles/" + name)) {
            return JSON.readTree(text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns an array of numbers. */
    public static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).doubleValue();
        }
        return numbers;
    }
}
