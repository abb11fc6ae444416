package cn.yunce.app.cli;

import cn.yunce.app.settings.Settings;
import cn.yunce.app.weights.WeightsConfiguration;
import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.TunedAdapters;
import cn.yunce.assistant.chat.RouterTraining;
import cn.yunce.assistant.corpus.QuestionEncoder;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.metric.KpiCatalogue;
import cn.yunce.assistant.retrieval.RankingTraining;
import cn.yunce.assistant.retrieval.RetrievalTraining;
import cn.yunce.assistant.retrieval.TrainingData;
import cn.yunce.assistant.tuning.TaskLadder;
import cn.yunce.assistant.tuning.TuningData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "train",
        description =
                "训练提问的分类（只给 --examples）与检索（另给 --regulations），或微调语言模型（--data）：训练、打分、登记为挑战者。Learns from examples what kind a question is and, with --regulations, which articles answer it; or tunes the language model: trains, scores, registers a challenger.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private static final List<String> FILES = Stream.concat(
                    Stream.of(
                            "question-encoder.bin",
                            "question-adapter.bin",
                            "ranking-weights.csv",
                            "certainty-weights.csv",
                            "scope-weights.csv",
                            "unheld-questions.bin"),
                    RouterTraining.FILES.stream())
            .toList();

    @ParentCommand
    private YunceCommand yunce;

    @Option(names = "--regulations", paramLabel = "DIR", description = "法规文件夹 folder of statutes (.md)")
    private @Nullable Path regulations;

    @Option(
            names = "--pairs",
            paramLabel = "DIR",
            description = "articles.jsonl 与 questions.jsonl 所在文件夹 folder of articles.jsonl and questions.jsonl")
    private @Nullable Path pairs;

    @Option(
            names = "--questions",
            paramLabel = "FILE",
            description = "带标准答案的问题集，可重复 judged questions (.jsonl) that the ranking is learned on; may be repeated")
    private List<Path> questions = List.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "语言模型任务的例子（training-data/tuning）：微调语言模型。Examples of the model's tasks: tunes the language model")
    private @Nullable Path data;

    @Option(
            names = "--base",
            defaultValue = "qwen2.5-coder-0.5b",
            paramLabel = "NAME",
            description = "清单中的模型 model of the manifest")
    private String base;

    @Option(names = "--seed", defaultValue = "1", description = "随机种子 seed of data and training")
    private int seed;

    @Option(names = "--epochs", defaultValue = "3", description = "遍数 rounds over the data")
    private int epochs;

    @Option(names = "--limit", defaultValue = "0", description = "只用这么多例子，0 为全部 so many examples only, 0 for all")
    private int limit;

    @Option(
            names = "--judged",
            defaultValue = "1000",
            description = "打分时每项任务至多这么多例子 examples of a task that the tuned model is scored on at most")
    private int judged;

    @Option(
            names = "--examples",
            defaultValue = "training-data/tuning",
            paramLabel = "DIR",
            description = "标出类别和指标的问题 folder of questions with the route and the KPI that each means")
    private Path examples;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "写入的文件夹 folder to write into")
    private Path output;

    @Override
    public Integer call() throws Exception {
        Drafts.requireFolder(output);
        if (data == null && regulations == null) {
            TextEmbedder embedder = RetrievalTraining.embedder();
            Path written = folder("--examples", examples);
            Drafts.publish(output, RouterTraining.FILES, draft -> RouterTraining.train(embedder, written, draft));
            return CommandLines.DONE;
        }
        Path statutes = folder("--regulations", regulations);
        if (data != null) {
            tune(folder("--data", data), statutes);
            return CommandLines.DONE;
        }
        Path pool = folder("--pairs", pairs);
        if (questions.isEmpty()) {
            throw new BadInput("--questions: expected a file, was not given");
        }
        List<Path> asked =
                questions.stream().map(set -> file("--questions", set)).toList();
        Path written = folder("--examples", examples);
        TextEmbedder embedder = RetrievalTraining.embedder();
        TrainingData read = TrainingData.read(embedder, statutes, pool, System.err::println);
        Drafts.publish(output, FILES, draft -> {
            Path weights = draft.resolve("question-encoder.bin");
            tuneEncoder(written, read, weights);
            QuestionEncoder encoder = RetrievalTraining.encoder(weights);
            RetrievalTraining.train(read, draft.resolve("question-adapter.bin"), System.err::println);
            RankingTraining.train(read, embedder, encoder, asked, draft, System.err::println);
            RouterTraining.train(embedder, written, draft);
        });
        return CommandLines.DONE;
    }

    /** Of the trainer, which is Python. */
    private void tuneEncoder(Path tasks, TrainingData read, Path weights) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("yunce-encoder");
        try {
            RetrievalTraining.writeForEncoder(read, folder);
            python(
                    tasks,
                    "train_encoder.py",
                    "--data",
                    folder.toString(),
                    "--output",
                    weights.toString(),
                    "--seed",
                    String.valueOf(seed));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /** Builds the training file, lets the trainer, which is Python, make an adapter of it, scores that beside the champion and registers it. */
    private void tune(Path tasks, Path statutes) throws IOException, InterruptedException {
        Files.createDirectories(output);
        List<Path> unlearned = new ArrayList<>(
                List.of(file("--data", tasks.resolve("develop.jsonl")), file("--data", tasks.resolve("test.jsonl"))));
        try (Stream<Path> sets = Files.list(folder("--data", tasks.resolve("../questions")))) {
            sets.filter(file -> file.toString().endsWith(".jsonl")).sorted().forEach(unlearned::add);
        }
        Set<String> unseen = Set.copyOf(Files.readAllLines(file("--data", tasks.resolve("unseen-laws.txt"))));
        TuningData.build(tasks, unlearned, statutes, unseen, KpiCatalogue.load(), seed, output);
        Settings settings = Settings.ofEnvironment();
        Path weights = WeightsConfiguration.weights(settings).fetch(base);
        python(
                tasks,
                "train_adapter.py",
                "--base",
                weights.toString(),
                "--data",
                output.toString(),
                "--output",
                output.toString(),
                "--seed",
                String.valueOf(seed),
                "--epochs",
                String.valueOf(epochs),
                "--limit",
                String.valueOf(limit));
        register(tasks, output.resolve("adapter.gguf"));
    }

    /** With its scores on the develop part, and the champion's on the same. */
    private void register(Path tasks, Path adapter) throws IOException, InterruptedException {
        try (ConfigurableApplicationContext parts = yunce.openParts("--yunce.model=none")) {
            Ladder ladder = new Ladder(parts, tasks, "develop");
            TunedAdapters registry = parts.getBean(TunedAdapters.class);
            Optional<Long> champion = registry.standing(base).champion().map(TunedAdapters.Adapter::id);
            List<TaskLadder.Figure> before = ladder.score(base, "", judged);
            List<TaskLadder.Figure> after = ladder.score(base, adapter.toString(), judged);
            Map<ModelTask, TunedAdapters.Score> scores = new EnumMap<>(ModelTask.class);
            for (int i = 0; i < after.size(); i++) {
                TaskLadder.Figure figure = after.get(i);
                if (figure.decides() && figure.of() > 0) {
                    scores.put(
                            figure.task(),
                            new TunedAdapters.Score(
                                    figure.simple(), before.get(i).model(), figure.model(), figure.of()));
                }
            }
            TunedAdapters.Adapter registered =
                    registry.register(base, Files.readAllBytes(adapter), champion, scores, "command line");
            AdaptersCommand.print(registered, champion);
            System.out.println("./yunce adapters --base " + base + " --promote " + registered.id());
        }
    }

    /** Runs a script beside the examples in the trainer's environment. */
    private static void python(Path tasks, String script, String... options) throws IOException, InterruptedException {
        Path environment = Settings.ofEnvironment().cache().resolve("train");
        run(file("--examples", tasks.resolve("environment.sh")).toString(), environment.toString());
        List<String> command = new ArrayList<>(List.of(
                environment.resolve("bin/python").toString(),
                "-W",
                "ignore",
                file("--examples", tasks.resolve(script)).toString()));
        command.addAll(List.of(options));
        run(command.toArray(String[]::new));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with status " + status);
        }
    }

    private static Path file(String option, @Nullable Path path) {
        if (path == null || !Files.isRegularFile(path)) {
            throw new BadInput(option + ": expected a file, was " + (path == null ? "not given" : path));
        }
        return path;
    }

    private static Path folder(String option, @Nullable Path path) {
        if (path == null || !Files.isDirectory(path)) {
            throw new BadInput(option + ": expected a folder, was " + (path == null ? "not given" : path));
        }
        return path;
    }
}
