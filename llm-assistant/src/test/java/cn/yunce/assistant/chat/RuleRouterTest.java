package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Route;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleRouterTest {

    /** A rule may be silent, for the corpus and the model come after it, but it may not be wrong. */
    @Test
    void isNeverWrongOnTheFirstQuestions() throws IOException {
        List<String> wrong = new ArrayList<>();
        int silent = 0;
        List<String> lines = Files.readAllLines(Path.of("../training-data/questions/first.jsonl"));
        for (String line : lines) {
            JsonNode question = new ObjectMapper().readTree(line);
            Route expected = Route.valueOf(question.get("route").asText());
            if (expected == Route.MIXED) {
                continue;
            }
            var found = new RuleRouter().route(question.get("question").asText());
            silent += found.isEmpty() ? 1 : 0;
            if (found.isPresent() && found.get() != expected) {
                wrong.add(question.get("question").asText() + " → " + found.get());
            }
        }
        assertThat(lines).hasSizeGreaterThanOrEqualTo(60);
        assertThat(wrong).isEmpty();
        assertThat(silent).isLessThan(10);
    }

    @Test
    void whatAPlanWantsReachedIsPolicyAndHowFarItHasComeIsAnIndicator() {
        RuleRouter router = new RuleRouter();
        assertThat(router.route("共配率要达到多少？")).contains(Route.POLICY);
        assertThat(router.route("建制村覆盖率的目标是多少？")).contains(Route.POLICY);
        assertThat(router.route("建制村覆盖率目标完成了多少？")).contains(Route.KPI);
        assertThat(router.route("上月共配率离目标差多少？")).contains(Route.KPI);
    }
}
