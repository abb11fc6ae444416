package cn.yunce.assistant.metric;

import cn.yunce.assistant.CalendarLookup;
import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Conversations;
import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricQuery.Show;
import cn.yunce.assistant.metric.MetricStore.Place;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers from a catalogue and a store. Code computes every number and writes every word. */
public final class CatalogueMetrics implements Metrics {
    private final MetricParser parser;
    private final MetricStore store;
    private final CalendarLookup calendar;
    private final Conversations<MetricQuery> conversations = new Conversations<>();

    public CatalogueMetrics(KpiCatalogue catalogue, MetricStore store, CalendarLookup calendar) {
        this.parser = new MetricParser(catalogue, new TimeGrammar(calendar));
        this.store = store;
        this.calendar = calendar;
    }

    @Override
    public Optional<Prepared> prepare(String question, LocalDate asOf, Caller caller, Optional<String> conversation) {
        Optional<MetricQuery> before = conversations.find(caller, conversation);
        return switch (parser.read(question, asOf, store::listPlaces, before)) {
            case MetricReading.None none -> Optional.empty();
            case MetricReading.Ask ask -> Optional.of(new Open(ask));
            case MetricReading.Query query -> Optional.of(new Ready(query, asOf, caller, conversation));
        };
    }

    private record Open(MetricReading.Ask ask) implements Prepared {
        @Override
        public boolean exact() {
            return true;
        }

        @Override
        public boolean follows() {
            return false;
        }

        @Override
        public boolean specific() {
            return ask.past();
        }

        @Override
        public boolean future() {
            return false;
        }

        @Override
        public boolean past() {
            return ask.past();
        }

        @Override
        public boolean volumes() {
            return false;
        }

        @Override
        public MetricAnswer answer() {
            return refused(ask.reason() + "，请选一个。", ask.choices());
        }
    }

    private final class Ready implements Prepared {
        private final MetricQuery query;
        private final LocalDate asOf;
        private final Caller caller;
        private final Optional<String> conversation;
        private final boolean exact;
        private final boolean follows;

        Ready(MetricReading.Query read, LocalDate asOf, Caller caller, Optional<String> conversation) {
            this.query = read.query();
            this.exact = read.exact();
            this.follows = read.follows();
            this.asOf = asOf;
            this.caller = caller;
            this.conversation = conversation;
        }

        @Override
        public boolean exact() {
            return exact;
        }

        @Override
        public boolean follows() {
            return follows;
        }

        @Override
        public boolean specific() {
            return query.time().named()
                    || query.time().compare().isPresent()
                    || !query.places().isEmpty()
                    || query.by() != Level.CITY
                    || query.bucket().isPresent()
                    || query.show() != Show.VALUES
                    || follows;
        }

        @Override
        public boolean future() {
            return query.time().span().from().isAfter(asOf);
        }

        @Override
        public boolean volumes() {
            return query.metrics().stream().allMatch(kpi -> kpi.facts() == Kpi.Facts.NODE_VOLUME);
        }

        @Override
        public boolean past() {
            return query.time().named() && query.time().span().from().isBefore(asOf);
        }

        @Override
        public MetricAnswer answer() {
            MetricAnswer answer = CatalogueMetrics.this.answer(query, asOf, caller);
            if (!answer.refused()) {
                conversations.put(caller, conversation, query);
            }
            return answer;
        }
    }

    private MetricAnswer answer(MetricQuery whole, LocalDate asOf, Caller caller) {
        MetricQuery asked = whole;
        if (caller.region().isPresent()) {
            String region = caller.region().get();
            Optional<Place> own = store.listPlaces().stream()
                    .filter(place -> place.id().equals(region))
                    .findFirst();
            boolean within =
                    whole.places().stream().allMatch(place -> place.county().equals(region));
            if (own.isEmpty() || !within || whole.comparesWithCity()) {
                return refused(
                        own.map(place -> "您只能查看" + MetricWords.shortName(place.name()) + "的数据。")
                                .orElse("您的账号所限的区县不存在，请联系管理员。"),
                        List.of());
            }
            asked = whole.places().isEmpty() ? whole.within(own.get()) : whole;
        }
        for (Kpi kpi : asked.metrics()) {
            if (!kpi.roles().contains(caller.role())) {
                return refused("您的角色不能查看" + kpi.zh() + "。", List.of());
            }
            if (asked.by().compareTo(kpi.level()) > 0
                    || asked.places().stream().anyMatch(place -> place.level().compareTo(kpi.level()) > 0)) {
                return refused(
                        kpi.zh() + "只统计到" + MetricWords.levelName(kpi.level()) + "。",
                        kpi.level() == Level.COUNTY ? List.of("各县" + kpi.zh()) : List.of(kpi.zh()));
            }
        }
        LocalDate lastDay = asked.metrics().stream()
                .map(store::findLastDay)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(LocalDate.MIN);
        Span span = asked.time().span();
        boolean monthly = asked.metrics().stream().allMatch(kpi -> kpi.facts() == Kpi.Facts.TARGET_PROGRESS);
        if (lastDay.equals(LocalDate.MIN) || (span.from().isAfter(lastDay) && !monthly)) {
            return refused(
                    lastDay.equals(LocalDate.MIN)
                            ? asked.metrics().getFirst().zh() + "还没有数据。"
                            : "数据截至 " + lastDay + "，没有 " + MetricWords.period(span) + " 的数据。",
                    List.of());
        }
        return new MetricComputation(
                        store, calendar, asked, asOf, lastDay, caller.region().isEmpty())
                .run();
    }

    static MetricAnswer refused(String text, List<String> choices) {
        return new MetricAnswer(true, text, "", List.of(), Map.of(), choices);
    }
}
