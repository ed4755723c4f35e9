/* SPDX-License-Identifier: Apache-2.0 */
package io.tidemark.io.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.monitor.InvalidReference;
import io.tidemark.monitor.MonitorSpec;
import io.tidemark.monitor.ReferenceTable;
import io.tidemark.monitor.TablePair;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFileTest {
    private static final MonitorSpec SPEC = MonitorSpec.ofDefaults("m");

    @TempDir Path directory;

    @Test
    void read_badCsv_namesFileRowAndColumn() throws Exception {
        refused("empty", csv(""), "the file is empty");
        refused("header", csv("a,b\n"), "has a header, but no rows");
        refused("ragged", csv("a,b\n1,2\n3\n"), "row 3", "has 1 cells", "2 columns");
        refused("quote", csv("a,b\n1,\"x\n2,y\n"), "row 2", "a quoted cell does not end");
        refused("twice", csv("a,a\n1,2\n"), "row 1", "column \"a\"", "twice");
        refused("numbers", csv("1,2\n3,4\n"), "row 1", "numbers only");
        Path latin = directory.resolve("latin.csv");
        Files.write(latin, "a,b\n1,x\n2,\u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
        refused("encoding", latin, "row 3", "column \"b\"", "not UTF-8");
    }

    @Test
    void read_noSuchFileOrDirectory_saysSo() {
        refused("absent", directory.resolve("no.csv"), "no such file");
        refused("directory", directory, "a directory");
    }

    @Test
    void read_badParquet_namesTheFile() throws Exception {
        refused(
                "text",
                Files.writeString(path("text.parquet"), "a,b\n1,2\n"),
                "not a Parquet file");
        refused("empty", Files.writeString(path("empty.parquet"), ""), "the file is empty");
        refused("torn", Files.writeString(path("torn.parquet"), "PAR1 and so on"), "as Parquet");
        Path whole = parquet("SELECT 1 AS a FROM range(5000)");
        byte[] half = Arrays.copyOf(Files.readAllBytes(whole), (int) Files.size(whole) / 2);
        refused("half", Files.write(path("half.parquet"), half), "as Parquet");
        refused("rows", parquet("SELECT 1 AS a FROM range(0)"), "has columns, but no rows");
    }

    @Test
    void read_parquetTypes_areNumbersBooleansAndTexts() throws Exception {
        TableFile file =
                TableFile.read(
                        parquet(
                                "SELECT i::DOUBLE / 4 AS d, i::DECIMAL(9,2) AS c, i::UTINYINT AS u,"
                                        + " i % 2 = 0 AS b, 'x' || i AS t, DATE '2026-01-01' AS day,"
                                        + " CASE i WHEN 1 THEN NULL ELSE i END AS n, '' AS e,"
                                        + " [i] AS list, {'x': [i]} AS struct, i AS last"
                                        + " FROM range(3) r(i)"),
                        SPEC);

        ReferenceTable table = file.table();
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.features())
                .containsOnlyKeys("d", "c", "u", "b", "t", "day", "n", "e", "last");
        assertThat(table.column("n").present()).isEqualTo(2);
        assertThat(table.column("e").present()).as("empty texts are missing").isZero();
        assertThat(file.notes()).hasSize(2);
        assertThat(file.notes().get(0)).contains("list").contains("left out");
        Path csv =
                csv(
                        """
                        d,c,u,b,t,day,n,last
                        0,0,0,true,x0,2026-01-01,0,0
                        0.25,1.00,1,false,x1,2026-01-01,,1
                        0.5,2,2,true,x2,2026-01-01,2,2
                        """);
        TablePair pair = new TablePair(SPEC, TableFile.read(csv, SPEC).table(), table);
        for (String feature : pair.features()) {
            TablePair.Profiles profiles = pair.profiles(feature, false);
            assertThat(profiles.current().toBytes())
                    .as("%s, from CSV and from Parquet", feature)
                    .isEqualTo(profiles.reference().toBytes());
        }
        assertThat(pair.onlyInCurrent()).containsExactly("e");
    }

    @Test
    void read_notFiniteNumbersInParquet_areCountedAsWhatTheyAre() throws Exception {
        Path file =
                parquet(
                        "SELECT unnest(['nan'::DOUBLE, 'inf'::DOUBLE, '-inf'::DOUBLE, 1.5, NULL])"
                                + " AS a");
        ReferenceTable table = TableFile.read(file, SPEC).table();
        TablePair.Profiles profiles = new TablePair(SPEC, table, table).profiles("a", false);
        assertThat(profiles.reference().notANumber()).isEqualTo(1);
        assertThat(profiles.reference().infinite()).isEqualTo(2);
        assertThat(profiles.reference().missing()).isEqualTo(1);
    }

    @Test
    void read_nameThatIsAPattern_isThatFileAlone() throws Exception {
        Path other = parquet("SELECT 7 AS a FROM range(7)");
        Files.copy(other, path("part1.parquet"));
        Files.move(parquet("SELECT 7 AS a FROM range(3)"), path("part[1]*'s.parquet"));
        assertThat(TableFile.read(path("part[1]*'s.parquet"), SPEC).table().rows()).isEqualTo(3);
    }

    @Test
    void read_directoryNamedLikeAPartition_addsNoColumn() throws Exception {
        Path partition = Files.createDirectory(path("month=7"));
        Path file = partition.resolve("part.parquet");
        Files.move(parquet("SELECT 7 AS a FROM range(3)"), file);
        assertThat(TableFile.read(file, SPEC).table().features()).containsOnlyKeys("a");
    }

    private void refused(String what, Path file, String... words) {
        assertThatThrownBy(() -> TableFile.read(file, SPEC))
                .as(what)
                .isInstanceOf(InvalidReference.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContainingAll(words);
    }

    private Path csv(String text) throws Exception {
        return Files.writeString(Files.createTempFile(directory, "t", ".csv"), text);
    }

    private Path parquet(String select) throws Exception {
        Path file = Files.createTempFile(directory, "t", ".parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)");
        }
        return file;
    }

    private Path path(String name) {
        return directory.resolve(name);
    }
}
