package cn.yunce.app.cli;

import cn.yunce.assistant.Assistant;
import cn.yunce.assistant.LanguageModelStatus;
import cn.yunce.assistant.evaluation.Estimate;
import cn.yunce.assistant.evaluation.Evaluation;
import cn.yunce.assistant.evaluation.EvaluationReport;
import cn.yunce.assistant.evaluation.JudgedQuestion;
import cn.yunce.assistant.retrieval.ArticleSearch;
import cn.yunce.assistant.tuning.TaskLadder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

@Command(name = "eval", description = "给一套问题打分。Scores the answers to a question set.", mixinStandardHelpOptions = true)
final class EvalCommand implements Callable<Integer> {
    @ParentCommand
    private YunceCommand yunce;

    @Option(
            names = "--tasks",
            paramLabel = "DIR",
            description = "语言模型任务的例子（training-data/tuning）：给模型打分。Examples of the model's tasks: scores the model")
    private @Nullable Path tasks;

    @Option(names = "--part", defaultValue = "develop", description = "develop 或 test，与 --tasks 同用 with --tasks")
    private String part;

    @Option(
            names = "--judged",
            defaultValue = "1000",
            description = "每项任务至多这么多例子，与 --tasks 同用 examples of a task at most, with --tasks")
    private int judged;

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = "训练器写出的回答，代替模型 answers that the trainer wrote, instead of a model's")
    private @Nullable Path answers;

    @Option(
            names = "--keep",
            paramLabel = "FILE",
            description = "写下模型的每个回答，供 --answers 再次打分。Writes down each of the model's answers, for --answers")
    private @Nullable Path keep;

    @Option(
            names = "--set",
            paramLabel = "FILE",
            description = "问题集，一行一个 JSON（docs/file-formats.md）。A question set, one JSON a line")
    private @Nullable Path set;

    @Option(names = "--json", description = "输出 JSON")
    private boolean json;

    @Option(names = "--no-misses", description = "不列出答错的问题。Leaves the questions out, for a set that must stay unseen")
    private boolean noMisses;

    @Override
    public Integer call() throws Exception {
        Path folder = tasks;
        if (keep != null && (folder == null || answers != null)) {
            throw new BadInput("--keep: expected with --tasks and without --answers, was " + keep);
        }
        if (folder != null) {
            return ladder(folder);
        }
        Path file = set;
        if (file == null) {
            throw new BadInput("eval: expected --set or --tasks, was neither");
        }
        List<JudgedQuestion> questions = Evaluation.read(file.toRealPath());
        try (ConfigurableApplicationContext parts = yunce.openParts()) {
            Assistant assistant = parts.getBean(Assistant.class);
            LanguageModelStatus model = parts.getBean(LanguageModelStatus.class);
            AskCommand.await(model);
            Evaluation evaluation =
                    new Evaluation(assistant, parts.getBean(ArticleSearch.class), parts.getBean(Clock.class));
            EvaluationReport full = evaluation.score(
                    questions,
                    model.state() == LanguageModelStatus.State.READY ? model.name() : "none",
                    System.err::println);
            EvaluationReport report = noMisses ? full.withoutMisses() : full;
            System.out.println(json ? parts.getBean(JsonMapper.class).writeValueAsString(report) : text(report));
            return CommandLines.DONE;
        }
    }

    /** What the model of {@code YUNCE_MODEL}, or the answers of a file, make of the tasks. */
    private int ladder(Path folder) throws IOException, InterruptedException {
        if (!part.equals("develop") && !part.equals("test")) {
            throw new BadInput("--part: expected develop or test, was " + part);
        }
        // The product's answers are those without a model; the model that is scored stands beside.
        try (ConfigurableApplicationContext parts = yunce.openParts("--yunce.model=none")) {
            Ladder ladder = new Ladder(parts, folder, part);
            Path said = answers;
            List<TaskLadder.Figure> figures = said == null
                    ? live(ladder, Ladder.configured(parts))
                    : ladder.score(TaskLadder.Answers.read(said), judged);
            System.out.println("| " + (said == null ? yunce.settings().model().orElse("default model") : said) + ", "
                    + part + " | simple | model | of |\n|---|---|---|---|");
            figures.forEach(figure -> System.out.println(Ladder.line(figure)));
            return CommandLines.DONE;
        }
    }

    private List<TaskLadder.Figure> live(Ladder ladder, String adapter) throws IOException, InterruptedException {
        String model = yunce.settings().model().orElse("");
        Path file = keep;
        Path into = file == null ? null : file.toAbsolutePath().getParent();
        // Told before an hour of answers, not after it.
        if (file != null && (into == null || !Files.isDirectory(into))) {
            throw new BadInput("--keep: expected a file in a folder that is there, was " + file);
        }
        List<String> lines = new ArrayList<>();
        List<TaskLadder.Figure> figures =
                ladder.score(model, adapter, judged, said -> TaskLadder.Answers.kept(said, lines::add));
        if (file != null) {
            Files.write(file, lines);
        }
        return figures;
    }

    private static String text(EvaluationReport report) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d questions, mode %s, model %s, right routes %s",
                report.questions(),
                report.mode(),
                report.model(),
                new TreeMap<>(report.byRoute())));
        text.append(measures("all", report.measures()));
        report.byKind().forEach((kind, measures) -> text.append(measures(kind, measures)));
        report.misses()
                .forEach(miss -> text.append(String.format(
                        "%n%s %s: expected %s, got %s %s",
                        miss.id(), miss.question(), miss.expected(), miss.got(), miss.faults())));
        return text.toString();
    }

    private static String measures(String group, Map<String, Estimate> measures) {
        return measures.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%n  %-20s %8.3f  [%.3f, %.3f] of %d",
                        entry.getKey(),
                        entry.getValue().value(),
                        entry.getValue().low(),
                        entry.getValue().high(),
                        entry.getValue().questions()))
                .collect(Collectors.joining("", String.format("%n%s", group), ""));
    }
}
