package cn.yunce.assistant.tuning;

import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.corpus.DocumentParser;
import cn.yunce.assistant.corpus.ParsedArticle;
import cn.yunce.assistant.corpus.ParsedDocument;
import cn.yunce.assistant.metric.Kpi;
import cn.yunce.assistant.metric.KpiCatalogue;
import cn.yunce.assistant.metric.MetricSlots;
import cn.yunce.assistant.retrieval.RetrievalTraining;
import cn.yunce.assistant.retrieval.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds what the tasks are learned from: hand-written examples, questions from templates over the KPI catalogue, typical questions of the user's
 * statutes with the sentences that answer them, and sloppy variants of all. What is close to a question of a test part is left out. The same
 * inputs and seed give the same file.
 */
public final class TuningData {
    public static final String TRAIN = "train.jsonl";
    public static final String CARD = "card.md";

    private static final int TEMPLATED = 700;
    private static final int BORROWED = 150;
    private static final int STATUTES = 500;
    private static final double SLOPPY = 0.2;
    /** Share of four-letter strings in common from which two questions are taken for one. */
    private static final double OVERLAP = 0.5;

    private static final int GRAM = 4;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 60;
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[。；！？])|\\n+");
    private static final List<String> COUNTIES = List.of("锦河区", "望川区", "石桥县", "南麓县", "长坪县", "青岚县", "松岭县", "白鹭县");
    private static final List<String> TIMES = List.of(
            "", "上个月", "上周", "昨天", "前天", "本月至今", "今年以来", "上季度", "第三季度", "10月", "九月份", "近7天", "最近30天", "国庆期间", "去年双十一",
            "上半年", "11月上旬", "618那阵", "上个礼拜", "前三季度", "这周到昨天", "8月", "春节期间", "去年");
    private static final List<String> FILLERS =
            List.of("帮我看下", "急，", "领导问，", "麻烦查一下", "哎，", "那个", "我想知道", "请问", "给我报一下", "快，");
    private static final List<String> TAILS = List.of("啊", "呢", "？？", "，谢谢", "哈", "，急用", "呀", "嘛", "。");
    private static final String HOMOPHONES = "的地得得做作在再哪那像象须需帐账侯候即既";

    private final Random random;
    private final Set<String> seen = new HashSet<>();
    private final List<Set<String>> judged;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final List<TaskExample> examples = new ArrayList<>();
    private int leftOut;

    private TuningData(List<Set<String>> judged, long seed) {
        this.judged = judged;
        this.random = new Random(seed);
    }

    /**
     * Writes {@value #TRAIN} and its card.
     *
     * @param written folder of route.jsonl, slots.jsonl, rewrite.jsonl and phrase.jsonl
     * @param judged files of questions that must not be learned, each line with {@code question}
     * @param regulations folder of statutes (.md)
     * @param unseen laws whose articles must not be learned from
     * @throws IllegalArgumentException naming file and line of what is not as expected
     */
    public static void build(
            Path written,
            List<Path> judged,
            Path regulations,
            Set<String> unseen,
            KpiCatalogue catalogue,
            long seed,
            Path output)
            throws IOException {
        List<Set<String>> grams = new ArrayList<>();
        for (Path file : judged) {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    grams.add(grams(
                            JsonMapper.shared().readTree(line).path("question").asString("")));
                }
            }
        }
        TuningData data = new TuningData(grams, seed);
        Map<ModelTask, List<TaskExample>> own = new EnumMap<>(ModelTask.class);
        for (ModelTask task : ModelTask.values()) {
            Path file = written.resolve(task.name().toLowerCase(Locale.ROOT) + ".jsonl");
            List<TaskExample> read = TaskExample.read(file);
            own.put(task, read);
            data.addAll("written by hand", read);
        }
        data.addAll("examples of routes", routes());
        data.addAll(
                "typical questions of articles, as routes",
                data.some(RetrievalTraining.listTypicalQuestions(), BORROWED).stream()
                        .map(question -> TaskExample.of(ModelTask.ROUTE, question, Route.POLICY.name()))
                        .toList());
        data.addAll(
                "questions of other tasks, as routes",
                Stream.concat(
                                data.some(own.getOrDefault(ModelTask.SLOTS, List.of()), BORROWED).stream()
                                        .map(slots ->
                                                TaskExample.of(ModelTask.ROUTE, slots.question(), Route.KPI.name())),
                                data.some(own.getOrDefault(ModelTask.REWRITE, List.of()), BORROWED).stream()
                                        .map(lay ->
                                                TaskExample.of(ModelTask.ROUTE, lay.question(), Route.POLICY.name())))
                        .toList());
        data.addAll("templates over the catalogue", data.templated(catalogue));
        data.addAll(
                "typical questions with the sentence of the article",
                data.some(statutes(regulations, unseen), STATUTES));
        data.addSloppy();
        Collections.shuffle(data.examples, data.random);
        Files.write(
                output.resolve(TRAIN),
                data.examples.stream().map(TaskExample::line).toList());
        Files.writeString(output.resolve(CARD), data.card(seed));
    }

    private static List<TaskExample> routes() {
        return Words.lines("route-examples.csv").stream()
                .skip(1)
                .map(line -> line.split(",", 2))
                .map(fields -> TaskExample.of(ModelTask.ROUTE, fields[1], fields[0]))
                .toList();
    }

    private <T> List<T> some(List<T> all, int most) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.min(most, shuffled.size())));
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private void addAll(String source, List<TaskExample> more) {
        for (TaskExample example : more) {
            if (!seen.add(example.task() + example.input())) {
                continue;
            }
            if (isJudged(example.question())) {
                leftOut++;
                continue;
            }
            counts.merge(example.task().name() + ", " + source, 1, Integer::sum);
            examples.add(example);
        }
    }

    private boolean isJudged(String question) {
        Set<String> own = grams(question);
        return judged.stream().anyMatch(other -> {
            long common = own.stream().filter(other::contains).count();
            return common > 0 && common >= OVERLAP * (own.size() + other.size() - common);
        });
    }

    private static Set<String> grams(String text) {
        String plain = text.replaceAll("[\\p{P}\\s]", "");
        Set<String> grams = new HashSet<>();
        for (int i = 0; i + GRAM <= plain.length(); i++) {
            grams.add(plain.substring(i, i + GRAM));
        }
        return grams;
    }

    /** A KPI by one of its names, with times, places, rows and wishes by chance. */
    private List<TaskExample> templated(KpiCatalogue catalogue) {
        List<TaskExample> made = new ArrayList<>();
        List<Kpi> kpis = catalogue.kpis();
        while (made.size() < TEMPLATED) {
            Kpi kpi = kpis.get(made.size() % kpis.size());
            List<String> names = Stream.concat(Stream.of(kpi.zh()), kpi.synonyms().stream())
                    .filter(name -> name.codePoints().anyMatch(Character::isIdeographic))
                    .toList();
            String name = one(names);
            String time = one(TIMES);
            boolean named = random.nextInt(3) == 0;
            String county = one(COUNTIES);
            String place = random.nextBoolean() ? county : county.substring(0, 2);
            int n = 1 + random.nextInt(5);
            String numeral = random.nextBoolean() ? String.valueOf(n) : "一二三四五".substring(n - 1, n);
            boolean high = random.nextBoolean();
            String extreme = high ? "最高" : "最低";
            List<String> where = named ? List.of(county) : List.of();
            String front = time + (named ? place : "");
            made.add(
                    switch (random.nextInt(9)) {
                        case 0 ->
                            slots(
                                    front + name + one(List.of("是多少", "多少", "咋样", "怎么样", "报一下")),
                                    kpi,
                                    time,
                                    where,
                                    "",
                                    "");
                        case 1 -> slots(time + "各县" + name, kpi, time, List.of(), "各区县", "");
                        case 2 ->
                            slots(
                                    time + name + extreme + "的" + numeral + "个县",
                                    kpi,
                                    time,
                                    List.of(),
                                    "各区县",
                                    extreme + "的" + n + "个");
                        case 3 -> slots(time + "哪个县" + name + extreme, kpi, time, List.of(), "各区县", extreme + "的1个");
                        case 4 ->
                            slots(front + name + one(List.of("同比", "跟去年同期比怎么样", "比去年同期")), kpi, time, where, "", "同比");
                        case 5 ->
                            slots(front + name + one(List.of("每天多少", "逐日走势", "按天列出来")), kpi, time, where, "每天", "");
                        case 6 ->
                            slots(
                                    time + "哪些县" + name + one(List.of("没达标", "不达标", "没过线")),
                                    kpi,
                                    time,
                                    List.of(),
                                    "各区县",
                                    "没达标的");
                        case 7 ->
                            slots(
                                    front + name + one(List.of("为什么变了", "为啥变化", "什么原因变的")),
                                    kpi,
                                    time,
                                    where,
                                    "",
                                    "为什么变化");
                        default ->
                            slots(front + name + one(List.of("离目标差多少", "距目标还差多少")), kpi, time, where, "", "离目标差多少");
                    });
        }
        return made;
    }

    private static TaskExample slots(
            String question, Kpi kpi, String time, List<String> places, String rows, String want) {
        return TaskExample.of(
                ModelTask.SLOTS, question, new MetricSlots(List.of(kpi.zh()), time, places, rows, want).json());
    }

    /** What people ask of an article, with the sentence of it that is most like the question. */
    private static List<TaskExample> statutes(Path folder, Set<String> unseen) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
        Map<String, ParsedArticle> articles = new TreeMap<>();
        for (Path file : files) {
            ParsedDocument document = DocumentParser.parse(String.valueOf(file.getFileName()), Files.readString(file));
            if (!unseen.contains(document.law())) {
                String version = document.version().map(LocalDate::toString).orElse("");
                document.articles()
                        .forEach(article ->
                                articles.put(document.law() + "," + version + "," + article.label(), article));
            }
        }
        List<TaskExample> pairs = new ArrayList<>();
        for (String line : Words.lines("typical-questions.csv")) {
            String[] fields = line.split(",", 4);
            ParsedArticle article = articles.get(fields[0] + "," + fields[1] + "," + fields[2]);
            if (article != null) {
                TaskExample.nearest(
                                fields[3],
                                SENTENCE_END
                                        .splitAsStream(article.text())
                                        .map(String::strip)
                                        .filter(sentence ->
                                                sentence.length() >= SHORTEST && sentence.length() <= LONGEST))
                        .ifPresent(sentence -> pairs.add(
                                TaskExample.of(ModelTask.REWRITE, fields[3], sentence.replaceAll("[。；]$", ""))));
            }
        }
        return pairs;
    }

    /** Some again as people write in a hurry. */
    private void addSloppy() {
        List<TaskExample> again = examples.stream()
                .filter(example -> random.nextDouble() < SLOPPY)
                .map(example -> new TaskExample(
                        example.task(), sloppy(example.question()), example.sources(), example.said(), example.facts()))
                .toList();
        addAll("written in a hurry", again);
    }

    private String sloppy(String question) {
        String text = question.replaceAll("[？?。]$", "");
        return switch (random.nextInt(4)) {
            case 0 -> one(FILLERS) + text;
            case 1 -> text + one(TAILS);
            case 2 -> one(FILLERS) + text + one(TAILS);
            default -> {
                StringBuilder wrong = new StringBuilder(text);
                for (int i = 0; i < wrong.length(); i++) {
                    int at = HOMOPHONES.indexOf(wrong.charAt(i));
                    if (at >= 0) {
                        wrong.setCharAt(i, HOMOPHONES.charAt(at ^ 1));
                        break;
                    }
                }
                yield wrong.append(one(TAILS)).toString();
            }
        };
    }

    private String card(long seed) {
        StringBuilder card =
                new StringBuilder("# Data card\n\nSeed " + seed + ", " + examples.size() + " examples, " + leftOut
                        + " left out for being close to a question of a test part (half of the strings of four letters in common).\n\n"
                        + "| task, source | examples |\n|---|---|\n");
        counts.forEach((source, count) ->
                card.append("| ").append(source).append(" | ").append(count).append(" |\n"));
        return card.append(
                        "\nSources: examples written by hand for this project; training-data/words and training-data/kpis, likewise; sentences of statutes, which carry no "
                                + "copyright (著作权法第五条). No question of a person is in it.\n")
                .toString();
    }
}
