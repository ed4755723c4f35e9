/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedSchemaTest {
    @ParameterizedTest
    @ValueSource(strings = {"monitor", "alert"})
    void json_schema_parses(String subject) throws JsonProcessingException {
        String json = PublishedSchema.json("schema/" + subject + ".schema.json");
        assertThat(new ObjectMapper().readTree(json).isObject()).isTrue();
        assertThat(json).endsWith("}\n");
    }

    @Test
    void migrations_all_areThereInOrder() throws IOException {
        String sql = PublishedSchema.migrations();
        List<String> names;
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            names =
                    files.map(file -> file.getFileName().toString())
                            .sorted(PublishedSchema.inVersionOrder())
                            .toList();
        }
        int last = -1;
        for (String name : names) {
            int position = sql.indexOf("-- " + name + "\n");
            assertThat(position).as(name).isGreaterThan(last);
            last = position;
        }
    }

    @Test
    void inVersionOrder_numbers_areNumbers() {
        String[] names = {"V10__c.sql", "V2__b.sql", "V1_1__a.sql", "V1__z.sql"};
        Arrays.sort(names, PublishedSchema.inVersionOrder());
        assertThat(names).containsExactly("V1__z.sql", "V1_1__a.sql", "V2__b.sql", "V10__c.sql");
    }
}
