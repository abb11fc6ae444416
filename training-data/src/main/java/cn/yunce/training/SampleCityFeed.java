package cn.yunce.training;

import cn.yunce.forecasting.VolumeFeed;
import cn.yunce.forecasting.domain.ServiceDate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@link SampleCity} as a feed: three years at first, then what each evening adds. */
public final class SampleCityFeed implements VolumeFeed {
    public static final String NAME = "sample-city";
    public static final long SEED = 20_231_111;
    private static final int YEARS = 3;
    private static final String POLICY = "云川市邮政快递业高质量发展实施方案(2023-01-16).md";

    private final Path folder;
    private final SampleCity city = new SampleCity(SEED);

    /** @param folder where the files are written, one folder a fetch */
    public SampleCityFeed(Path folder) {
        this.folder = folder;
    }

    /** Writes the made-up plan of the city for its postal and express industry, where the policy targets stand. */
    public static Path writePolicy(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(POLICY);
        try (InputStream text = SampleCityFeed.class.getResourceAsStream("policy/" + POLICY)) {
            if (text == null) {
                throw new IOException("the build must hold policy/" + POLICY + ", does not");
            }
            Files.copy(text, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean synthetic() {
        return true;
    }

    @Override
    public Optional<Path> fetch(Optional<ServiceDate> loadedUpTo, ServiceDate upTo) {
        LocalDate from = loadedUpTo
                .map(loaded -> loaded.date().plusDays(1))
                .orElse(upTo.date().minusYears(YEARS).plusDays(1));
        if (from.isAfter(upTo.date())) {
            return Optional.empty();
        }
        Path target = folder.resolve(from + "_" + upTo);
        try {
            deleteEarlier();
            if (loadedUpTo.isEmpty()) {
                city.writeNetwork(target);
            }
            city.writeDays(target, from, upTo.date());
        } catch (IOException e) {
            throw new UncheckedIOException("could not write the sample city to " + target, e);
        }
        return Optional.of(target);
    }

    /** What was fetched before has been loaded; three years are 90 MB. */
    private void deleteEarlier() throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
