package cn.yunce.training;

import cn.yunce.forecasting.VolumeFeed;
import cn.yunce.forecasting.domain.ServiceDate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** The {@link SampleCity} as a feed: three years at first, then what each evening adds. */
public final class SampleCityFeed implements VolumeFeed {
    public static final String NAME = "sample-city";
    public static final long SEED = 20_231_111;
    private static final int YEARS = 3;

    private final Path folder;
    private final SampleCity city = new SampleCity(SEED);

    /** @param folder where the files are written, one folder a fetch */
    public SampleCityFeed(Path folder) {
        this.folder = folder;
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
            if (loadedUpTo.isEmpty()) {
                city.writeNetwork(target);
            }
            city.writeDays(target, from, upTo.date());
        } catch (IOException e) {
            throw new UncheckedIOException("could not write the sample city to " + target, e);
        }
        return Optional.of(target);
    }
}
