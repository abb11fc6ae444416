package cn.yunce.app.cli;

import cn.yunce.app.settings.Settings;
import cn.yunce.app.weights.WeightsConfiguration;
import cn.yunce.assistant.chat.RouterTraining;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.metric.KpiCatalogue;
import cn.yunce.assistant.retrieval.RankingTraining;
import cn.yunce.assistant.retrieval.RetrievalTraining;
import cn.yunce.assistant.retrieval.TrainingData;
import cn.yunce.assistant.tuning.TuningData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "train",
        description =
                "训练提问的分类与检索，或微调语言模型（--data），写出参数文件。Learns from examples what kind a question is and which articles answer it, or tunes the language model.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private static final List<String> FILES = List.of(
            "question-adapter.bin",
            "ranking-weights.csv",
            "certainty-weights.csv",
            "unheld-questions.bin",
            "route-classifier.bin",
            "kpi-classifier.bin");

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
            description = "带标准答案的问题集 judged questions (.jsonl) that the ranking is learned on")
    private @Nullable Path questions;

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
        Path statutes = folder("--regulations", regulations);
        if (data != null) {
            tune(folder("--data", data), statutes);
            return CommandLines.DONE;
        }
        Path judged = folder("--pairs", pairs);
        Path asked = file("--questions", questions);
        Path written = folder("--examples", examples);
        TextEmbedder embedder = RetrievalTraining.embedder();
        TrainingData read = TrainingData.read(embedder, statutes, judged, System.err::println);
        Drafts.publish(output, FILES, draft -> {
            RetrievalTraining.train(read, draft.resolve("question-adapter.bin"), System.err::println);
            RankingTraining.train(read, embedder, asked, draft, System.err::println);
            RouterTraining.train(embedder, written, draft.resolve("route-classifier.bin"));
            RouterTraining.trainKpis(embedder, written, draft.resolve("kpi-classifier.bin"));
        });
        return CommandLines.DONE;
    }

    /** Builds the training file and lets the trainer, which is Python, make an adapter of it. */
    private void tune(Path tasks, Path statutes) throws IOException, InterruptedException {
        Files.createDirectories(output);
        List<Path> judged = new ArrayList<>(
                List.of(file("--data", tasks.resolve("develop.jsonl")), file("--data", tasks.resolve("test.jsonl"))));
        try (Stream<Path> sets = Files.list(folder("--data", tasks.resolve("../questions")))) {
            sets.filter(file -> file.toString().endsWith(".jsonl")).sorted().forEach(judged::add);
        }
        Set<String> unseen = Set.copyOf(Files.readAllLines(file("--data", tasks.resolve("unseen-laws.txt"))));
        TuningData.build(tasks, judged, statutes, unseen, KpiCatalogue.load(), seed, output);
        Settings settings = Settings.ofEnvironment();
        Path weights = WeightsConfiguration.weights(settings).fetch(base);
        Path python = settings.cache().resolve("train").resolve("bin").resolve("python");
        if (!Files.exists(python)) {
            run("python3", "-m", "venv", settings.cache().resolve("train").toString());
        }
        run(
                python.toString(),
                "-m",
                "pip",
                "install",
                "-q",
                "-r",
                file("--data", tasks.resolve("requirements.txt")).toString());
        run(
                python.toString(),
                "-W",
                "ignore",
                file("--data", tasks.resolve("train_adapter.py")).toString(),
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
        System.out.println("YUNCE_MODEL=" + base + " YUNCE_MODEL_ADAPTER=" + output.resolve("adapter.gguf")
                + " ./yunce eval --tasks " + tasks);
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
