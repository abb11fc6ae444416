package cn.yunce.app.web;

import cn.yunce.assistant.Corpus;
import cn.yunce.assistant.LanguageModelStatus;
import cn.yunce.assistant.Role;
import cn.yunce.forecasting.VolumeForecasts;
import cn.yunce.forecasting.VolumeForecasts.PublishedRun;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StatusController {
    private final VolumeForecasts forecasts;
    private final Corpus corpus;
    private final LanguageModelStatus model;

    StatusController(VolumeForecasts forecasts, Corpus corpus, LanguageModelStatus model) {
        this.forecasts = forecasts;
        this.corpus = corpus;
        this.model = model;
    }

    @GetMapping("/api/v1/status")
    Status status() {
        Optional<PublishedRun> run = forecasts.findLatestRun();
        return new Status(
                run.map(PublishedRun::synthetic).orElse(false),
                run.map(found -> found.dataCutOff().date()),
                run.map(PublishedRun::runId),
                run.map(PublishedRun::publishedAt),
                new Model(model.name(), model.state()),
                corpus.listDocuments(Role.ADMIN).size());
    }

    record Status(
            boolean synthetic,
            Optional<LocalDate> dataCutOff,
            Optional<Long> runId,
            Optional<Instant> publishedAt,
            Model model,
            int documents) {}

    record Model(String name, LanguageModelStatus.State state) {}
}
