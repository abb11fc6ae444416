package cn.yunce.assistant.chat;

import cn.yunce.assistant.Assistant;
import cn.yunce.assistant.CalendarLookup;
import cn.yunce.assistant.ConversationHistory;
import cn.yunce.assistant.ForecastLookup;
import cn.yunce.assistant.ModelChoiceLog;
import cn.yunce.assistant.ModelWeights;
import cn.yunce.assistant.Reports;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.ScheduleDrafts;
import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.assistant.TunedAdapters;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.metric.CatalogueMetrics;
import cn.yunce.assistant.metric.EditedCatalogue;
import cn.yunce.assistant.metric.KpiCatalogue;
import cn.yunce.assistant.metric.KpiEdits;
import cn.yunce.assistant.metric.MetricStore;
import cn.yunce.assistant.metric.Metrics;
import cn.yunce.assistant.metric.MonthlyReports;
import cn.yunce.assistant.metric.TimeGrammar;
import cn.yunce.assistant.retrieval.ArticleSearch;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.WebApplicationContext;

/** Puts the assistant together. The model loads once the service is up, so that it delays nothing. */
@Configuration(proxyBeanMethods = false)
class ChatConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ChatConfiguration.class);
    private static final Duration POLL = Duration.ofSeconds(10);

    /**
     * @param model {@code yunce.model}, that is {@code YUNCE_MODEL}: see {@link LanguageModels#of}; empty for the one that was chosen
     * @param apiKey {@code yunce.model.key}
     * @param adapter {@code yunce.model.adapter}, that is {@code YUNCE_MODEL_ADAPTER}
     * @param threads {@code yunce.model.threads}
     */
    @Bean(destroyMethod = "close")
    ChosenLanguageModel languageModel(
            @Value("${yunce.model:}") String model,
            @Value("${yunce.model.key:}") String apiKey,
            @Value("${yunce.model.adapter:}") String adapter,
            @Value("${yunce.model.threads:2}") int threads,
            ObjectProvider<ModelWeights> weights,
            ObjectProvider<TunedAdapters> registry,
            ModelChoiceLog choices,
            Clock clock,
            ApplicationContext context) {
        boolean served = context instanceof WebApplicationContext;
        Optional<ModelWeights> source = Optional.ofNullable(weights.getIfAvailable());
        ChosenLanguageModel made = new ChosenLanguageModel(
                model.strip(),
                choices,
                name -> LanguageModels.of(
                        name,
                        apiKey,
                        adapter,
                        threads,
                        source,
                        registry.getIfAvailable(TunedAdapters::none),
                        served,
                        clock),
                () -> source.map(ModelWeights::listOffers).orElse(List.of()),
                served,
                POLL);
        if (!served) {
            // A command makes this bean when it needs it.
            made.load();
        }
        return made;
    }

    @Bean
    Assistant assistant(
            ArticleSearch articles,
            ForecastLookup forecasts,
            ScheduleLookup schedules,
            ObjectProvider<ScheduleDrafts> drafts,
            Reports reports,
            CalendarLookup calendar,
            LanguageModel model,
            TextEmbedder embedder,
            Metrics metrics,
            ConversationHistory history,
            Clock clock) {
        TimeGrammar times = new TimeGrammar(calendar);
        return new GroundedAssistant(
                articles,
                forecasts,
                schedules,
                drafts.getIfAvailable(ScheduleDrafts::none),
                new ReportAnswers(reports, times, metrics),
                model,
                embedder,
                new LearnedRouter(embedder, QuestionClassifier.load("route-classifier.bin")),
                KpiGuess.load(embedder),
                WishGuess.load(embedder),
                metrics,
                times,
                calendar,
                history,
                clock);
    }

    @Bean
    EditedCatalogue kpiCatalogue(KpiEdits edits, CalendarLookup calendar) {
        return new EditedCatalogue(KpiCatalogue.load(), edits, new TimeGrammar(calendar));
    }

    @Bean
    Reports reports(EditedCatalogue catalogue, MetricStore store) {
        return new MonthlyReports(catalogue, store);
    }

    @Bean
    CatalogueMetrics metrics(
            EditedCatalogue catalogue,
            MetricStore store,
            CalendarLookup calendar,
            Clock clock,
            ConversationHistory history) {
        return new CatalogueMetrics(catalogue, store, calendar, clock, history);
    }

    @Bean
    @ConditionalOnWebApplication
    ApplicationListener<ApplicationReadyEvent> warmUp(LanguageModel model, ArticleSearch articles, Clock clock) {
        return ready -> {
            model.load();
            Thread.ofVirtual().name("article-search").start(() -> warm(articles, clock));
        };
    }

    /** Reads the articles and the embedding model, so that the first question need not wait for them. */
    private static void warm(ArticleSearch articles, Clock clock) {
        try {
            articles.search("快递", LocalDate.ofInstant(clock.instant(), GroundedAssistant.ZONE), Role.DISPATCHER, 1);
        } catch (RuntimeException e) {
            LOG.warn("the article search could not be warmed, the first question will wait: {}", e.toString());
        }
    }
}
