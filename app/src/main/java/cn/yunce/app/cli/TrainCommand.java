package cn.yunce.app.cli;

import cn.yunce.assistant.chat.RouterTraining;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.retrieval.RankingTraining;
import cn.yunce.assistant.retrieval.RetrievalTraining;
import cn.yunce.assistant.retrieval.TrainingData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "train",
        description = "训练提问的分类与检索，写出参数文件。Learns from examples what kind a question is and which articles answer it.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private static final List<String> FILES = List.of(
            "question-adapter.bin",
            "ranking-weights.csv",
            "certainty-weights.csv",
            "unheld-questions.bin",
            "route-classifier.bin",
            "kpi-classifier.bin");

    @Option(
            names = "--regulations",
            required = true,
            paramLabel = "DIR",
            description = "法规文件夹 folder of statutes (.md)")
    private Path regulations;

    @Option(
            names = "--pairs",
            required = true,
            paramLabel = "DIR",
            description = "articles.jsonl 与 questions.jsonl 所在文件夹 folder of articles.jsonl and questions.jsonl")
    private Path pairs;

    @Option(
            names = "--questions",
            required = true,
            paramLabel = "FILE",
            description = "带标准答案的问题集 judged questions (.jsonl) that the ranking is learned on")
    private Path questions;

    @Option(
            names = "--slots",
            defaultValue = "training-data/tuning/slots.jsonl",
            paramLabel = "FILE",
            description = "标出指标的问题 questions with the KPI that each means (.jsonl)")
    private Path slots;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "写入的文件夹 folder to write into")
    private Path output;

    @Override
    public Integer call() throws Exception {
        Drafts.requireFolder(output);
        Path statutes = folder("--regulations", regulations);
        Path judged = folder("--pairs", pairs);
        if (!Files.isRegularFile(questions)) {
            throw new BadInput("--questions: expected a file, was " + questions);
        }
        if (!Files.isRegularFile(slots)) {
            throw new BadInput("--slots: expected a file, was " + slots);
        }
        TextEmbedder embedder = RetrievalTraining.embedder();
        TrainingData data = TrainingData.read(embedder, statutes, judged, System.err::println);
        Drafts.publish(output, FILES, draft -> {
            RetrievalTraining.train(data, draft.resolve("question-adapter.bin"), System.err::println);
            RankingTraining.train(data, embedder, questions, draft, System.err::println);
            RouterTraining.train(embedder, draft.resolve("route-classifier.bin"));
            RouterTraining.trainKpis(embedder, slots, draft.resolve("kpi-classifier.bin"));
        });
        return CommandLines.DONE;
    }

    private static Path folder(String option, Path path) {
        if (!Files.isDirectory(path)) {
            throw new BadInput(option + ": expected a folder, was " + path);
        }
        return path;
    }
}
