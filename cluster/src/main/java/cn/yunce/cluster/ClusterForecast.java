package cn.yunce.cluster;

import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.TrainedForecaster;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.file.CsvWriter;
import cn.yunce.forecasting.file.ForecastRows;
import cn.yunce.forecasting.file.LongForm;
import cn.yunce.forecasting.file.LongFormLines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Forecasts a panel by parts of whole series, as {@code yunce forecast --partitions} does in one process, and to the same bit: every executor learns
 * from the same sample, and a series' forecast depends on nothing else. The driver sees the sample, never the panel.
 */
public final class ClusterForecast {
    /** Series that an executor forecasts side by side. */
    private static final int BATCH = 256;

    private ClusterForecast() {}

    /**
     * Rows of the forecasts, unique_id,ds,mean,lo-80,hi-80,…, without a header; in no order but series by series.
     *
     * @throws cn.yunce.forecasting.BadInputException as cause of what an action on the rows throws, when the input is bad
     */
    public static JavaRDD<String> rows(JavaSparkContext spark, ClusterOptions options) {
        String header = header(spark, options.input());
        String futureHeader =
                options.futureInput().map(input -> header(spark, input)).orElse("");
        JavaPairRDD<String, String> history = lines(spark, options.input(), header, options);
        Optional<JavaPairRDD<String, String>> future =
                options.futureInput().map(input -> lines(spark, input, futureHeader, options));
        boolean nonNegative = isNonNegative(spark, header, options);
        List<String> ids =
                history.keys().distinct().takeOrdered(options.sample(), new SampleComparator(options.seed()));
        Set<String> drawn = new HashSet<>(ids);
        List<SeriesLines> sample = series(
                        history.filter(line -> drawn.contains(line._1)),
                        future.map(lines -> lines.filter(line -> drawn.contains(line._1))),
                        options)
                .collect();
        Broadcast<Lesson> lesson = spark.broadcast(new Lesson(options, nonNegative, header, futureHeader, sample));
        return series(history, future, options).mapPartitions(part -> forecast(part, lesson.value()));
    }

    private static String header(JavaSparkContext spark, String input) {
        List<String> first = spark.textFile(input).take(1);
        if (first.isEmpty()) {
            throw new IllegalArgumentException(input + " must have a header, was empty");
        }
        return first.getFirst();
    }

    /** Lines by series. */
    private static JavaPairRDD<String, String> lines(
            JavaSparkContext spark, String input, String header, ClusterOptions options) {
        return rowsOf(spark, input, header).mapPartitionsToPair(lines -> {
            LongFormLines form = new LongFormLines(input, header, options.spacing());
            return stream(lines).map(line -> new Tuple2<>(form.id(line), line)).iterator();
        });
    }

    private static JavaRDD<String> rowsOf(JavaSparkContext spark, String input, String header) {
        return spark.textFile(input).filter(line -> !line.equals(header) && !line.isBlank());
    }

    private static boolean isNonNegative(JavaSparkContext spark, String header, ClusterOptions options) {
        return rowsOf(spark, options.input(), header)
                .mapPartitions(lines -> {
                    LongFormLines form = new LongFormLines(options.input(), header, options.spacing());
                    return stream(lines).filter(form::isNegative).limit(1).iterator();
                })
                .isEmpty();
    }

    private static JavaRDD<SeriesLines> series(
            JavaPairRDD<String, String> history, Optional<JavaPairRDD<String, String>> future, ClusterOptions options) {
        SamplePartitioner partitioner = new SamplePartitioner(options.seed(), options.partitions());
        if (future.isEmpty()) {
            return history.groupByKey(partitioner).values().map(lines -> new SeriesLines(list(lines), List.of()));
        }
        return history.cogroup(future.get(), partitioner)
                .values()
                .map(both -> new SeriesLines(list(both._1), list(both._2)))
                .filter(lines -> !lines.history().isEmpty());
    }

    private static Iterator<String> forecast(Iterator<SeriesLines> part, Lesson lesson) {
        if (!part.hasNext()) {
            return List.<String>of().iterator();
        }
        TrainedForecaster trained = lesson.learnt();
        SeriesReader reader = lesson.reader();
        return stream(new Batches(part))
                .flatMap(batch -> {
                    List<VolumeSeries> series = batch.stream().map(reader::read).toList();
                    return trained.forecast(series).stream();
                })
                .flatMap(ClusterForecast::text)
                .iterator();
    }

    private static Stream<String> text(SeriesForecast forecast) {
        return ForecastRows.of(forecast).stream().map(CsvWriter::text);
    }

    private static List<String> list(Iterable<String> lines) {
        List<String> list = new ArrayList<>();
        lines.forEach(list::add);
        return List.copyOf(list);
    }

    private static <T> Stream<T> stream(Iterator<T> items) {
        Iterable<T> once = () -> items;
        return StreamSupport.stream(once.spliterator(), false);
    }

    /** Lines into series. */
    record SeriesReader(LongFormLines history, Optional<LongFormLines> future, int horizon) {
        VolumeSeries read(SeriesLines lines) {
            Optional<LongForm.Entry> coming =
                    lines.future().isEmpty() ? Optional.empty() : future.map(form -> form.series(lines.future()));
            return history.series(lines.history()).withFuture(coming, horizon);
        }
    }

    /** Some at a time. */
    private record Batches(Iterator<SeriesLines> series) implements Iterator<List<SeriesLines>> {
        @Override
        public boolean hasNext() {
            return series.hasNext();
        }

        @Override
        public List<SeriesLines> next() {
            List<SeriesLines> batch = new ArrayList<>();
            while (series.hasNext() && batch.size() < BATCH) {
                batch.add(series.next());
            }
            return batch;
        }
    }
}
