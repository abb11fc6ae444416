package cn.yunce.assistant.corpus;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RealStatutesTest {
    private static final Path FOLDER = Path.of("../../shared/regulations");

    @BeforeAll
    static void theStatutesAreThere() {
        boolean there = Files.isDirectory(FOLDER);
        assertThat(there || System.getenv("CI") == null)
                .as("%s is required in CI", FOLDER)
                .isTrue();
        assumeTrue(there);
    }

    static List<Path> statutes() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
        } catch (java.nio.file.NoSuchFileException e) {
            return List.of(Path.of("none"));
        }
    }

    @Test
    void thereAreManyStatutes() throws IOException {
        assertThat(statutes()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("statutes")
    void articlesCountFromOneToTheLastWithoutAGap(Path file) throws IOException {
        ParsedDocument law = DocumentParser.parse(file.getFileName().toString(), Files.readString(file));
        assertThat(law.articles().size()).isGreaterThan(30);
        for (int n = 1; n <= law.articles().size(); n++) {
            assertThat(law.articles().get(n - 1).label()).isEqualTo("第" + ChineseNumerals.format(n) + "条");
            assertThat(law.articles().get(n - 1).heading()).isNotEmpty();
        }
        assertThat(law.version()).isPresent();
        assertThat(law.effective().orElseThrow()).isAfterOrEqualTo(law.version().orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("statutes")
    void noTextIsLost(Path file) throws IOException {
        String content = Files.readString(file);
        ParsedDocument law = DocumentParser.parse(file.getFileName().toString(), content);
        String source = content.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("#") && !line.startsWith("<!--") && !line.matches("第.{1,3}(编|分编) .*"))
                .map(line -> line.replaceFirst("^第[一二三四五六七八九十百千零]+条\\s", ""))
                .collect(joining());
        String parsed =
                law.preface() + law.articles().stream().map(ParsedArticle::text).collect(joining());
        assertThat(squeezed(parsed)).isEqualTo(squeezed(source));
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s\u3000\u00a0]", "");
    }
}
