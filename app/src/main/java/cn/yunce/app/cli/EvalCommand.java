package cn.yunce.app.cli;

import cn.yunce.app.settings.Settings;
import cn.yunce.app.weights.WeightsConfiguration;
import cn.yunce.assistant.Assistant;
import cn.yunce.assistant.LanguageModelStatus;
import cn.yunce.assistant.chat.LanguageModel;
import cn.yunce.assistant.chat.LanguageModels;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.evaluation.Estimate;
import cn.yunce.assistant.evaluation.Evaluation;
import cn.yunce.assistant.evaluation.EvaluationReport;
import cn.yunce.assistant.evaluation.JudgedQuestion;
import cn.yunce.assistant.metric.Metrics;
import cn.yunce.assistant.retrieval.ArticleSearch;
import cn.yunce.assistant.tuning.TaskLadder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
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
            names = "--answers",
            paramLabel = "FILE",
            description = "训练器写出的回答，代替模型 answers that the trainer wrote, instead of a model's")
    private @Nullable Path answers;

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
        try (ConfigurableApplicationContext parts = yunce.openParts("--yunce.model=none");
                LanguageModel model = answers == null ? model(parts.getEnvironment()) : LanguageModel.none()) {
            TaskLadder ladder = new TaskLadder(
                    parts.getBean(Assistant.class),
                    parts.getBean(Metrics.class),
                    parts.getBean(ArticleSearch.class),
                    parts.getBean(TextEmbedder.class));
            Path said = answers;
            Map<String, String> report = ladder.score(
                    folder.resolve(part + ".jsonl"),
                    folder.resolve("../questions/regulations." + part + ".jsonl"),
                    said == null ? TaskLadder.Answers.of(model) : TaskLadder.Answers.read(said),
                    System.err::println);
            System.out.println("| " + (said == null ? model.name() : said) + ", " + part
                    + " | simple | model | of |\n|---|---|---|---|");
            report.forEach((measure, figures) -> System.out.println("| " + measure + " | " + figures + " |"));
            return CommandLines.DONE;
        }
    }

    private static LanguageModel model(Environment environment) throws InterruptedException {
        Settings settings = Settings.ofEnvironment();
        LanguageModel model = LanguageModels.of(
                settings.model().orElse(""),
                environment.getProperty("yunce.model.key", ""),
                environment.getProperty("yunce.model.adapter", ""),
                environment.getProperty("yunce.model.threads", Integer.class, 2),
                Optional.of(WeightsConfiguration.weights(settings)));
        model.load();
        AskCommand.await(model);
        if (model.state() != LanguageModelStatus.State.READY) {
            throw new BadInput("YUNCE_MODEL: expected a model to be scored, or --answers, was " + model.name());
        }
        return model;
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
