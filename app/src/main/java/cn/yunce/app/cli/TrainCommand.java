package cn.yunce.app.cli;

import cn.yunce.assistant.chat.RouterTraining;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.retrieval.RetrievalTraining;
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

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "写入的文件夹 folder to write into")
    private Path output;

    @Override
    public Integer call() throws Exception {
        Drafts.requireFolder(output);
        Path statutes = folder("--regulations", regulations);
        Path judged = folder("--pairs", pairs);
        TextEmbedder embedder = RetrievalTraining.embedder();
        Drafts.publish(output, List.of("question-adapter.bin", "route-classifier.bin"), draft -> {
            RetrievalTraining.train(
                    embedder, statutes, judged, draft.resolve("question-adapter.bin"), System.err::println);
            RouterTraining.train(embedder, draft.resolve("route-classifier.bin"));
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
