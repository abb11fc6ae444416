package cn.yunce.assistant.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.metric.KpiCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class TuningDataTest {
    private static final Path WRITTEN = Path.of("../training-data/tuning");

    @TempDir
    private Path folder;

    private List<String> built(String name, long seed, List<Path> judged) throws IOException {
        Path output = Files.createDirectories(folder.resolve(name));
        Path statutes = Files.createDirectories(folder.resolve("statutes"));
        TuningData.build(WRITTEN, judged, statutes, Set.of(), KpiCatalogue.load(), seed, output);
        assertThat(output.resolve(TuningData.CARD)).content().contains("Seed " + seed, "SLOTS, written by hand");
        return Files.readAllLines(output.resolve(TuningData.TRAIN));
    }

    @Test
    void theSameSeedGivesTheSameFileAndAnotherSeedAnother() throws IOException {
        List<String> once = built("a", 1, List.of());
        assertThat(built("b", 1, List.of())).isEqualTo(once);
        assertThat(built("c", 2, List.of())).isNotEqualTo(once);
    }

    @Test
    void whatIsCloseToAJudgedQuestionIsLeftOut() throws IOException {
        String known =
                TaskExample.read(WRITTEN.resolve("slots.jsonl")).getFirst().question();
        Path judged = Files.writeString(
                folder.resolve("judged.jsonl"),
                "{\"question\":" + JsonMapper.shared().writeValueAsString("请问" + known + "？") + "}\n");
        assertThat(asked(built("whole", 1, List.of()))).contains(known);
        assertThat(asked(built("part", 1, List.of(judged)))).doesNotContain(known);
    }

    @Test
    void noQuestionOfTheTestPartIsLearned() throws IOException {
        Path test = WRITTEN.resolve("test.jsonl");
        Set<String> judged =
                TaskExample.read(test).stream().map(TaskExample::question).collect(Collectors.toSet());
        assertThat(asked(built("own", 1, List.of(test)))).doesNotContainAnyElementsOf(judged);
    }

    private static Set<String> asked(List<String> lines) {
        return lines.stream()
                .map(line -> JsonMapper.shared().readTree(line).path("user").asString(""))
                .collect(Collectors.toSet());
    }
}
