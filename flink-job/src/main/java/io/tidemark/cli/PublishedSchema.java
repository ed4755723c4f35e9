/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.stream.Stream;

/** The schemas and migrations that travel with the code, as text. */
final class PublishedSchema {
    private static final String MIGRATIONS = "db/migration";

    private PublishedSchema() {}

    /**
     * One JSON object with the schemas of both events, under {@code prediction} and {@code
     * feedback}.
     */
    static String events() {
        return "{\n\"prediction\": "
                + json("schema/prediction-event.schema.json").strip()
                + ",\n\"feedback\": "
                + json("schema/feedback-event.schema.json").strip()
                + "\n}\n";
    }

    /** The resource as it is, ending in a line feed. */
    static String json(String resource) {
        URL url = PublishedSchema.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IllegalStateException("this build lacks the resource " + resource);
        }
        return read(url).strip() + "\n";
    }

    /** Every migration in the order in which the database runs them, each under its file name. */
    static String migrations() {
        ClassLoader loader = PublishedSchema.class.getClassLoader();
        StringBuilder sql = new StringBuilder();
        for (String name : migrationNames(loader)) {
            if (sql.length() > 0) {
                sql.append('\n');
            }
            sql.append("-- ").append(name).append('\n');
            sql.append(read(loader.getResource(MIGRATIONS + "/" + name)).strip()).append('\n');
        }
        if (sql.length() == 0) {
            throw new IllegalStateException("this build has no migrations under " + MIGRATIONS);
        }
        return sql.toString();
    }

    private static List<String> migrationNames(ClassLoader loader) {
        List<String> names = new ArrayList<>();
        try {
            for (URL root : Collections.list(loader.getResources(MIGRATIONS))) {
                names.addAll(children(root));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(
                    "the migrations cannot be listed: " + e.getMessage(), e);
        }
        names.removeIf(name -> !name.matches("V[0-9][0-9._]*__.+\\.sql"));
        names.sort(inVersionOrder());
        return names;
    }

    /**
     * {@code V2__x.sql} before {@code V10__y.sql}, {@code V1.1} (or {@code V1_1}) after {@code V1}.
     */
    static Comparator<String> inVersionOrder() {
        return (left, right) -> Arrays.compare(version(left), version(right));
    }

    private static int[] version(String name) {
        String digits = name.substring(1, name.indexOf("__"));
        return Arrays.stream(digits.split("[._]")).mapToInt(Integer::parseInt).toArray();
    }

    private static List<String> children(URL root) throws IOException, URISyntaxException {
        URLConnection connection = root.openConnection();
        if (connection instanceof JarURLConnection jar) {
            String prefix = jar.getEntryName().replaceAll("/+$", "") + "/";
            return jar.getJarFile().stream()
                    .map(JarEntry::getName)
                    .filter(
                            name ->
                                    name.startsWith(prefix)
                                            && name.indexOf('/', prefix.length()) < 0)
                    .map(name -> name.substring(prefix.length()))
                    .toList();
        }
        try (Stream<Path> files = Files.list(Path.of(root.toURI()))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String read(URL url) {
        try (InputStream stream = url.openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(url + " cannot be read: " + e.getMessage(), e);
        }
    }
}
