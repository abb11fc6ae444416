package cn.yunce.cluster;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.file.ForecastRows;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What spark-submit starts. */
@Command(
        name = "cluster",
        description = "在 Spark 上预测业务量序列。Forecasts a panel of any size on Apache Spark.",
        mixinStandardHelpOptions = true)
public final class ClusterCommand implements Callable<Integer> {
    private static final int BAD_INPUT = 2;
    private static final int COULD_NOT_FINISH = 3;

    @Option(
            names = "--input",
            required = true,
            description = "unique_id,ds,y with a header: a file, a folder of them or a pattern")
    private String input;

    @Option(names = "--future", defaultValue = "", description = "unique_id,ds and the regressors of coming instants")
    private String future;

    @Option(names = "--horizon", required = true, description = "observations ahead, 1..366")
    private int horizon;

    @Option(names = "--season", defaultValue = "7", description = "observations in a season (${DEFAULT-VALUE})")
    private int season;

    @Option(names = "--freq", defaultValue = "D", description = "spacing: 10min H D W M Q Y (${DEFAULT-VALUE})")
    private String frequency;

    @Option(
            names = "--levels",
            split = ",",
            defaultValue = "80,95",
            description = "coverage of the intervals (${DEFAULT-VALUE})")
    private List<Integer> levels;

    @Option(
            names = "--sample",
            defaultValue = "1000",
            description = "series that panel-wide models are learnt from (${DEFAULT-VALUE})")
    private int sample;

    @Option(names = "--partitions", defaultValue = "200", description = "parts, in all (${DEFAULT-VALUE})")
    private int partitions;

    @Option(names = "--output", required = true, description = "a new folder for the parts of the result")
    private String output;

    private ClusterCommand() {}

    public static void main(String... args) {
        System.exit(run(args));
    }

    /** Exit status 0 done, 2 bad input, 3 could not finish; like the service's commands. */
    static int run(String... args) {
        return new CommandLine(new ClusterCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    Throwable root = failure;
                    while (root.getCause() != null) {
                        root = root.getCause();
                    }
                    command.getErr().println("yunce: " + root.getMessage());
                    boolean bad = root instanceof BadInputException || root instanceof IllegalArgumentException;
                    return bad ? BAD_INPUT : COULD_NOT_FINISH;
                })
                .execute(args);
    }

    @Override
    public Integer call() {
        ClusterOptions options =
                new ClusterOptions(input, future, horizon, season, frequency, levels, sample, 1, partitions);
        SparkConf settings = new SparkConf().setAppName("yunce forecast").setIfMissing("spark.master", "local[*]");
        try (JavaSparkContext spark = new JavaSparkContext(settings)) {
            String header = String.join(",", ForecastRows.header(levels));
            JavaRDD<String> rows = ClusterForecast.rows(spark, options);
            rows.mapPartitions(part -> new WithHeader(header, part)).saveAsTextFile(output);
        }
        return 0;
    }
}
