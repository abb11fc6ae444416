package cn.yunce.assistant.metric;

import cn.yunce.assistant.Answer;
import cn.yunce.assistant.CalendarLookup;
import cn.yunce.assistant.Caller;
import cn.yunce.assistant.ConversationHistory;
import cn.yunce.assistant.Conversations;
import cn.yunce.assistant.KpiQueries;
import cn.yunce.assistant.Language;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.SourcedNumber;
import cn.yunce.assistant.guardrail.NumberTrace;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricQuery.Show;
import cn.yunce.assistant.metric.MetricStore.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Answers from a catalogue and a store. Code computes every number and writes every word. */
public final class CatalogueMetrics implements Metrics, KpiQueries {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final int MOST_SHOWN = 30;

    /** The place of the answer before. */
    private static final Pattern MEANT =
            Pattern.compile("[它他](?!们|[处项])|(?<!的)(?:这|那|该|此)(?:一?个)?(?:县|区|镇|乡|网点)(?![区县域间])");

    /** The places of the answer before. */
    private static final Pattern THEY = Pattern.compile(
            "它们|[他她]们|(?:上[面述])?(?:这|那)(?:几|些|[两二三四五六七八九十\\d]{1,2})个?(?:县区|区县|县|区|镇|乡|网点)?(?![天日周月季年级])");

    /** What weighs the last two answers, without naming them. */
    private static final Pattern WEIGHED = Pattern.compile(
            "^(?:那|那么)?(?:这?(?:两个|两者|俩)|它们|他们|二者)?(?:哪一?个|谁|相比|比一比|比较一下|对比一下|相差|差|比呢)(?:更|要)?[高低多少大小好差]?(?:一?些|一点)?[，,]?(?:相?差)?(?:了)?(?:多少|几)?[呢？?。]*$|^(?:增长|上涨|增加|上升|涨|升|下降|减少|降|减|少|多)了(?:多少|几成|百分之几)[？?。]*$");

    private final Supplier<KpiCatalogue> catalogue;
    private final TimeGrammar times;
    private final MetricStore store;
    private final CalendarLookup calendar;
    private final Conversations<Turn> conversations;
    private final Clock clock;
    private volatile Reader reader;

    /**
     * What a conversation goes on from.
     *
     * @param focus the place that came first, or that alone was asked of: what 它 means
     * @param shown the places that were told of, where there are several: what 它们 means
     * @param earlier the query before, which 哪个高 and 差多少 weigh against it
     */
    private record Turn(MetricQuery query, Optional<Place> focus, List<Place> shown, Optional<MetricQuery> earlier) {}

    /** What reads questions over a catalogue. */
    private record Reader(KpiCatalogue catalogue, MetricParser parser) {}

    /** Goes on only from what was asked since it was made. */
    public CatalogueMetrics(Supplier<KpiCatalogue> catalogue, MetricStore store, CalendarLookup calendar, Clock clock) {
        this(catalogue, store, calendar, clock, ConversationHistory.none());
    }

    /** @param catalogue what is in force, asked for with each question */
    public CatalogueMetrics(
            Supplier<KpiCatalogue> catalogue,
            MetricStore store,
            CalendarLookup calendar,
            Clock clock,
            ConversationHistory history) {
        this.conversations = new Conversations<>(history, this::lastTurn);
        this.catalogue = catalogue;
        this.clock = clock;
        this.times = new TimeGrammar(calendar);
        this.store = store;
        this.calendar = calendar;
        this.reader = reader(catalogue.get());
    }

    private Reader reader(KpiCatalogue of) {
        return new Reader(of, new MetricParser(of, times));
    }

    private Reader current() {
        KpiCatalogue now = catalogue.get();
        if (reader.catalogue() != now) {
            reader = reader(now);
        }
        return reader;
    }

    @Override
    public String inEnglish(String text) {
        MetricWords words = MetricWords.of(Language.ENGLISH);
        String said = text;
        for (Kpi kpi : current().catalogue().kpis().stream()
                .sorted(Comparator.comparingInt((Kpi kpi) -> kpi.zh().length()).reversed())
                .toList()) {
            said = said.replace(kpi.zh(), words.askedAs(kpi));
        }
        return words.wording().backward(said);
    }

    /** What the last answer over KPIs asked; empty where its KPIs or places are no more. */
    private Optional<Turn> lastTurn(List<Answer> latestFirst) {
        List<Answer> kept = latestFirst.stream()
                .filter(answer -> !answer.refused() && answer.query().containsKey("metrics"))
                .limit(2)
                .toList();
        return kept.isEmpty()
                ? Optional.empty()
                : query(kept.getFirst())
                        .map(query -> new Turn(
                                query,
                                focus(query, kept.getFirst().query()),
                                shown(query, kept.getFirst().query()),
                                kept.size() < 2 ? Optional.empty() : query(kept.getLast())));
    }

    private Optional<MetricQuery> query(Answer answer) {
        try {
            return Optional.of(new QueryReader(answer.query(), current().catalogue(), store.listPlaces()).read());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @param answered the answer's field {@code query} */
    private Optional<Place> focus(MetricQuery query, Map<String, Object> answered) {
        if (query.by() == Level.CITY) {
            return query.places().size() == 1 ? query.places().stream().findFirst() : Optional.empty();
        }
        boolean ranked =
                query.order() != MetricQuery.Order.NONE || !query.conditions().isEmpty();
        if (!(answered.get("rows") instanceof List<?> rows)
                || rows.isEmpty()
                || !(rows.getFirst() instanceof Map<?, ?> first)
                || (!ranked && rows.size() > 1)) {
            return Optional.empty();
        }
        List<Place> meant = store.listPlaces().stream()
                .filter(place -> place.level() == query.by()
                        && MetricWords.shortName(place.name()).equals(first.get("place")))
                .toList();
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }

    /** The places of an answer's rows where these are not all there are. */
    private List<Place> shown(MetricQuery query, Map<String, Object> answered) {
        if (query.by() == Level.CITY) {
            return query.places();
        }
        Set<Object> names = new LinkedHashSet<>();
        if (answered.get("rows") instanceof List<?> rows) {
            rows.forEach(row -> names.add(row instanceof Map<?, ?> values ? values.get("place") : ""));
        }
        if (names.isEmpty() || names.size() > MOST_SHOWN) {
            return List.of();
        }
        List<Place> known = store.listPlaces().stream()
                .filter(place -> place.level() == query.by())
                .toList();
        List<Place> shown = names.stream()
                .flatMap(name -> known.stream()
                        .filter(place -> MetricWords.shortName(place.name()).equals(name)))
                .toList();
        return shown.size() == names.size() ? shown : List.of();
    }

    @Override
    public Optional<Prepared> prepare(String question, LocalDate asOf, Caller caller, Optional<String> conversation) {
        Reader now = current();
        Optional<Turn> turn = conversations.find(caller, conversation);
        Optional<MetricQuery> before = turn.flatMap(last -> last.query().over(now.catalogue()));
        Optional<Place> focus = turn.flatMap(Turn::focus);
        String they = turn.stream()
                .flatMap(last -> last.shown().stream())
                .map(place -> MetricWords.shortName(place.name()))
                .collect(Collectors.joining("、"));
        String named = they.isEmpty() ? question : THEY.matcher(question).replaceFirst(Matcher.quoteReplacement(they));
        String text = focus.map(place -> of(place, named)).orElse(named);
        Optional<MetricQuery> weighed = turn.filter(
                        last -> WEIGHED.matcher(MetricParser.plain(question)).find())
                .flatMap(CatalogueMetrics::weighed);
        if (weighed.isPresent()) {
            return weighed.flatMap(query -> query.over(now.catalogue()))
                    .map(query -> new Ready(
                            new MetricReading.Query(query, true, true, MetricReading.Beside.NOTHING),
                            asOf,
                            caller,
                            conversation));
        }
        Supplier<List<Place>> places = placesOnce();
        List<String> apart = now.parser().apart(text, asOf, places);
        if (!apart.isEmpty()) {
            return Optional.of(new Several(apart.stream()
                    .flatMap(part -> prepared(
                            now.parser().read(part, asOf, places, before, focus), asOf, caller, conversation)
                            .map(asked -> new Part(
                                    asked,
                                    first -> MEANT.matcher(part).find()
                                            ? prepared(
                                                    now.parser().read(of(first, part), asOf, places, Optional.empty()),
                                                    asOf,
                                                    caller,
                                                    conversation)
                                            : Optional.empty()))
                            .stream())
                    .toList()));
        }
        MetricReading reading = now.parser().read(text, asOf, places, before, focus);
        List<MetricReading.Query> parts = reading instanceof MetricReading.Query whole
                ? now.parser().goingOn(text, whole, asOf, places)
                : List.of();
        return switch (parts.size()) {
            case 0 -> prepared(reading, asOf, caller, conversation);
            case 1 -> prepared(parts.getFirst(), asOf, caller, conversation);
            default ->
                Optional.of(new Several(parts.stream()
                        .flatMap(part -> prepared(part, asOf, caller, conversation)
                                .map(asked -> new Part(
                                        asked,
                                        first -> now
                                                .parser()
                                                .goingOn(
                                                        text,
                                                        (MetricReading.Query) reading,
                                                        asOf,
                                                        places,
                                                        Optional.of(first))
                                                .stream()
                                                .skip(1)
                                                .findFirst()
                                                .flatMap(on -> prepared(on, asOf, caller, conversation))))
                                .stream())
                        .toList()));
        };
    }

    /** A question with the place that it means by 它. */
    private static String of(Place place, String question) {
        return MEANT.matcher(question).replaceFirst(Matcher.quoteReplacement(MetricWords.shortName(place.name())));
    }

    /**
     * One of several questions.
     *
     * @param of the same of the place that came first in the answer before; empty where it does not go on from that
     */
    private record Part(Prepared asked, Function<Place, Optional<Prepared>> of) {}

    /** The network's places, read at most once. */
    private Supplier<List<Place>> placesOnce() {
        List<Place> read = new ArrayList<>();
        return () -> {
            if (read.isEmpty()) {
                read.addAll(store.listPlaces());
            }
            return read;
        };
    }

    /** The last two answers side by side, where they differ in one place or in the time. */
    private static Optional<MetricQuery> weighed(Turn turn) {
        MetricQuery now = turn.query();
        Optional<MetricQuery> kpis = turn.earlier()
                .filter(before -> !ids(before).equals(ids(now))
                        && before.isSingle()
                        && now.isSingle()
                        && before.metrics().size() == 1
                        && now.metrics().size() == 1
                        && before.metrics()
                                .getFirst()
                                .unit()
                                .equals(now.metrics().getFirst().unit())
                        && before.places().equals(now.places())
                        && before.time().span().equals(now.time().span()))
                .map(before -> before.beside(now.metrics().getFirst()));
        if (kpis.isPresent()) {
            return kpis;
        }
        return turn.earlier()
                .filter(before -> ids(before).equals(ids(now)) && now.isSingle() && before.isSingle())
                .flatMap(before -> {
                    boolean places = now.places().size() == 1
                            && before.places().size() == 1
                            && !now.places().equals(before.places())
                            && now.places().getFirst().level()
                                    == before.places().getFirst().level();
                    boolean times = now.places().equals(before.places())
                            && !now.time().span().equals(before.time().span());
                    return places
                            ? Optional.of(now.beside(before.places().getFirst()))
                            : times ? Optional.of(now.against(before.time().span())) : Optional.empty();
                });
    }

    private static List<String> ids(MetricQuery query) {
        return query.metrics().stream().map(Kpi::id).toList();
    }

    private Optional<Prepared> prepared(
            MetricReading reading, LocalDate asOf, Caller caller, Optional<String> conversation) {
        return switch (reading) {
            case MetricReading.None none -> Optional.empty();
            case MetricReading.Ask ask -> Optional.of(new Open(ask, caller.language()));
            case MetricReading.Query query -> Optional.of(new Ready(query, asOf, caller, conversation));
        };
    }

    /** Questions in one sentence, answered one after the other. */
    private final class Several implements Prepared {
        private final List<Part> questions;
        private final List<Prepared> parts;

        Several(List<Part> questions) {
            this.questions = questions;
            this.parts = questions.stream().map(Part::asked).toList();
        }

        @Override
        public boolean exact() {
            return parts.stream().allMatch(Prepared::exact);
        }

        @Override
        public boolean follows() {
            return false;
        }

        @Override
        public boolean specific() {
            return parts.stream().anyMatch(Prepared::specific);
        }

        @Override
        public boolean future() {
            return parts.stream().allMatch(Prepared::future);
        }

        @Override
        public boolean past() {
            return parts.stream().anyMatch(Prepared::past);
        }

        @Override
        public boolean volumes() {
            return parts.stream().allMatch(Prepared::volumes);
        }

        @Override
        public MetricAnswer answer() {
            List<MetricAnswer> answers = new ArrayList<>();
            Optional<Place> first = Optional.empty();
            for (Part question : questions) {
                Prepared asked = first.flatMap(question.of()).orElse(question.asked());
                answers.add(asked.answer());
                first = asked instanceof Ready ready
                        ? focus(ready.query, answers.getLast().query())
                        : Optional.empty();
            }
            return new MetricAnswer(
                    answers.stream().allMatch(MetricAnswer::refused),
                    answers.stream().map(MetricAnswer::text).collect(Collectors.joining("\n\n")),
                    answers.stream()
                            .map(MetricAnswer::source)
                            .filter(source -> !source.isEmpty())
                            .collect(Collectors.joining("；")),
                    answers.stream().flatMap(answer -> answer.names().stream()).toList(),
                    answers.stream()
                            .map(MetricAnswer::query)
                            .filter(query -> !query.isEmpty())
                            .findFirst()
                            .orElse(Map.of()),
                    answers.stream()
                            .flatMap(answer -> answer.choices().stream())
                            .toList());
        }
    }

    @Override
    public Map<String, Object> read(String question, LocalDate asOf) {
        return current().parser().read(question, asOf, store::listPlaces, Optional.empty())
                        instanceof MetricReading.Query read
                ? read.query().toMap()
                : Map.of();
    }

    @Override
    public Optional<String> findPlace(Caller caller, Optional<String> conversation) {
        return conversations
                .find(caller, conversation)
                .map(Turn::query)
                .filter(query -> query.places().size() == 1)
                .map(query -> MetricWords.shortName(query.places().getFirst().name()));
    }

    @Override
    public Optional<String> findUncounted(String question) {
        return MetricParser.findUncounted(question);
    }

    @Override
    public Optional<String> findUnkept(String question) {
        return MetricParser.findUnkept(question);
    }

    @Override
    public Optional<UnknownPlace> findUnknownPlace(String text) {
        PlaceNames.Named named = PlaceNames.find(text, store.listPlaces());
        return named.unknown().isEmpty()
                ? Optional.empty()
                : Optional.of(new UnknownPlace(named.unknown(), named.near()));
    }

    @Override
    public Optional<Said> said(String question, LocalDate asOf) {
        return current().parser().said(question, asOf, store::listPlaces);
    }

    @Override
    public Answer answer(Map<String, Object> query, Optional<LocalDate> asOf, Caller caller) {
        long start = System.nanoTime();
        LocalDate today = asOf.orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZONE));
        MetricQuery typed = new QueryReader(query, current().catalogue(), store.listPlaces()).read();
        MetricAnswer found = answer(typed, today, caller, MetricReading.Beside.NOTHING);
        List<SourcedNumber> numbers = found.refused()
                ? List.of()
                : NumberTrace.trace(List.of(new Piece(found.text(), found.source(), found.text(), found.names())))
                        .orElse(List.of());
        return new Answer(
                found.text(),
                found.refused(),
                Route.KPI,
                List.of(),
                numbers,
                List.of(),
                found.query(),
                found.choices(),
                (System.nanoTime() - start) / 1_000_000);
    }

    @Override
    public void workbook(Answer answer, Language language, OutputStream out) throws IOException {
        if (!(answer.query().get("rows") instanceof List<?> rows)) {
            throw new IllegalArgumentException(answer.answer());
        }
        List<Map<?, ?>> lines = new ArrayList<>();
        rows.forEach(row -> lines.add((Map<?, ?>) row));
        List<String> statements = new ArrayList<>();
        if (answer.query().get("sql") instanceof List<?> sql) {
            sql.forEach(statement -> statements.add(String.valueOf(statement)));
        }
        new RowsWorkbook(current().catalogue(), MetricWords.of(language))
                .write(answer.answer(), lines, statements, out);
    }

    private record Open(MetricReading.Ask ask, Language language) implements Prepared {
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
            return refused(MetricWords.of(language).why(ask), ask.choices());
        }
    }

    private final class Ready implements Prepared {
        private final MetricQuery query;
        private final LocalDate asOf;
        private final Caller caller;
        private final Optional<String> conversation;
        private final boolean exact;
        private final boolean follows;
        private final MetricReading.Beside beside;

        Ready(MetricReading.Query read, LocalDate asOf, Caller caller, Optional<String> conversation) {
            this.query = read.query();
            this.exact = read.exact();
            this.follows = read.follows();
            this.beside = read.beside();
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
        public Map<String, Object> described() {
            return exact || follows ? Map.of() : query.toMap();
        }

        @Override
        public List<String> plainly() {
            return !follows && query.isPlain()
                    ? query.metrics().stream().map(Kpi::zh).toList()
                    : List.of();
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
            return (query.time().named()
                            || query.time().compare().flatMap(Compare::days).isPresent())
                    && query.time().span().from().isBefore(asOf);
        }

        @Override
        public MetricAnswer answer() {
            MetricAnswer answer = CatalogueMetrics.this.answer(query, asOf, caller, beside);
            if (!answer.refused() && conversation.isPresent()) {
                conversations.put(
                        caller,
                        conversation,
                        new Turn(
                                query,
                                focus(query, answer.query()),
                                shown(query, answer.query()),
                                conversations.find(caller, conversation).map(Turn::query)));
            }
            return answer;
        }
    }

    private MetricAnswer answer(MetricQuery asked, LocalDate asOf, Caller caller, MetricReading.Beside beside) {
        try {
            return lookUp(asked, asOf, caller, beside);
        } catch (MetricStore.TooSlow e) {
            return refused(MetricWords.of(caller.language()).say("kpi.slow"), List.of());
        }
    }

    private MetricAnswer lookUp(MetricQuery whole, LocalDate asOf, Caller caller, MetricReading.Beside beside) {
        MetricQuery asked = whole;
        MetricWords words = MetricWords.of(caller.language());
        if (caller.region().isPresent()) {
            String region = caller.region().get();
            Optional<Place> own = store.listPlaces().stream()
                    .filter(place -> place.id().equals(region))
                    .findFirst();
            List<Place> named = whole.places().stream()
                    .filter(place -> !place.equals(Place.VILLAGES))
                    .toList();
            boolean within = named.stream().allMatch(place -> place.county().equals(region));
            if (own.isEmpty() || !within || whole.comparesWithCity()) {
                return refused(
                        own.map(place -> words.say("kpi.ownCountyOnly", MetricWords.shortName(place.name())))
                                .orElseGet(() -> words.say("kpi.noCounty")),
                        List.of());
            }
            asked = named.isEmpty() ? whole.within(own.get()) : whole;
        }
        for (Kpi kpi : asked.metrics()) {
            if (!kpi.roles().contains(caller.role())) {
                return refused(words.say("kpi.role", words.name(kpi)), List.of());
            }
            if (asked.by().compareTo(kpi.level()) > 0
                    || asked.places().stream().anyMatch(place -> place.level().compareTo(kpi.level()) > 0)) {
                return refused(
                        words.say("kpi.level", words.name(kpi), words.level(kpi.level())),
                        kpi.level() == Level.COUNTY
                                ? List.of(words.say("kpi.byCounty", words.askedAs(kpi)))
                                : List.of(words.askedAs(kpi)));
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
                            ? words.say("kpi.noData", words.name(asked.metrics().getFirst()))
                            : words.say("kpi.until", lastDay, words.period(span)),
                    List.of());
        }
        return new MetricComputation(new MetricAsked(
                        asked, store, calendar, asOf, lastDay, caller.region().isEmpty(), beside, words))
                .run();
    }

    static MetricAnswer refused(String text, List<String> choices) {
        return new MetricAnswer(true, text, "", List.of(), Map.of(), choices);
    }
}
