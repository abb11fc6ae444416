package cn.yunce.assistant.metric;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.metric.MetricQuery.Order;
import cn.yunce.assistant.metric.MetricQuery.Show;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the questions of training-data into queries. */
class MetricParserTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 25);
    private final MetricStore store = new MemoryStore();
    private final MetricParser parser = new MetricParser(KpiCatalogue.load(), new TimeGrammar(new OneHoliday()));

    static Stream<JsonNode> questions() throws IOException {
        return Files.readAllLines(Path.of("../training-data/questions/kpi.jsonl")).stream()
                .map(line -> JsonMapper.shared().readTree(line));
    }

    private MetricReading read(String question, Optional<MetricQuery> before) {
        return parser.read(question, AS_OF, store::listPlaces, before);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aQuestionIsReadAsTheSetSays(JsonNode row) {
        String question = row.path("question").asString("");
        assertThat(text(read(question, Optional.empty()))).as(question).isEqualTo(expected(row));
    }

    private static String expected(JsonNode row) {
        JsonNode plan = row.path("plan");
        if (!plan.isObject()) {
            return row.path("asked").asBoolean(false) ? "ask" : "none";
        }
        Set<String> also = new TreeSet<>();
        texts(plan.path("conditions")).forEach(condition -> also.add(condition.split(" ", -1)[1]));
        texts(plan.path("places")).forEach(place -> also.add("@" + place + "共配园区"));
        Stream.of("limit", "compare", "show", "order", "days")
                .filter(plan::has)
                .forEach(name -> also.add(plan.path(name).asString("")));
        Stream.of("within", "perDay").filter(plan::has).forEach(name -> also.add(name.toUpperCase(Locale.ROOT)));
        return texts(plan.path("metrics")).collect(Collectors.joining(" ")) + "|"
                + plan.path("by").asString("") + "|"
                + plan.path("bucket").asString("NONE") + "|"
                + plan.path("from").asString("") + "|"
                + plan.path("to").asString("") + "|" + also;
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString);
    }

    private static String text(MetricReading reading) {
        return switch (reading) {
            case MetricReading.None none -> "none";
            case MetricReading.Ask ask -> "ask";
            case MetricReading.Query query -> text(query.query());
        };
    }

    private static String text(MetricQuery query) {
        Set<String> also = new TreeSet<>();
        query.conditions().forEach(condition -> also.add(condition.test().name()));
        query.places().forEach(place -> also.add("@" + place.name()));
        query.limit().ifPresent(limit -> also.add(String.valueOf(limit)));
        query.time().compare().ifPresent(compare -> also.add(compare.kind().name()));
        Stream.of(
                        query.show() == Show.VALUES ? "" : query.show().name(),
                        query.order() == Order.NONE ? "" : query.order().name(),
                        query.withinCounty() ? "WITHIN" : "",
                        query.perDay() ? "PERDAY" : "",
                        query.time().days() == Days.ALL
                                ? ""
                                : query.time().days().name())
                .filter(word -> !word.isEmpty())
                .forEach(also::add);
        return query.metrics().stream().map(Kpi::id).collect(Collectors.joining(" ")) + "|" + query.by() + "|"
                + query.bucket().map(Grain::name).orElse("NONE") + "|"
                + query.time().span().from() + "|"
                + query.time().span().to() + "|" + also;
    }

    @ParameterizedTest
    @CsvSource({
        "那上上个月呢？,'complaintRatePerTenThousand|COUNTY|NONE|2026-09-01|2026-10-01|[]'",
        "换成青岚县,'complaintRatePerTenThousand|CITY|NONE|2026-10-01|2026-11-01|[@青岚县共配园区]'",
        "比上个月呢,'complaintRatePerTenThousand|COUNTY|NONE|2026-10-01|2026-11-01|[PREVIOUS]'",
        "同比呢,'complaintRatePerTenThousand|COUNTY|NONE|2026-10-01|2026-11-01|[YEAR_ON_YEAR]'",
        "申诉率呢？,'appealRatePerMillion|COUNTY|NONE|2026-10-01|2026-11-01|[]'",
        "最高的是哪个,'complaintRatePerTenThousand|COUNTY|NONE|2026-10-01|2026-11-01|[1, HIGH_FIRST]'",
        "哪些没达标,'complaintRatePerTenThousand|COUNTY|NONE|2026-10-01|2026-11-01|[MISSES_TARGET]'",
        "按月看呢,'complaintRatePerTenThousand|COUNTY|MONTH|2026-10-01|2026-11-01|[]'",
        "为什么,'complaintRatePerTenThousand|CITY|NONE|2026-10-01|2026-11-01|[PREVIOUS, WHY]'"
    })
    void aShortFollowUpChangesTheQuestionBefore(String follow, String expected) {
        MetricReading.Query first = (MetricReading.Query) read("上个月各县的投诉率", Optional.empty());
        assertThat(text(read(follow, Optional.of(first.query())))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "上个月总共收了多少件,pickupVolume",
        "上个月发了多少趟车,trips",
        "上个月收了多少钱的货款,''",
        "上个月一件能收入多少钱,revenuePerParcel",
        "上个月48小时内送到的比例,onTimeRate48h",
        "上个月第一次上门就投成功的比例,firstAttemptRate",
        "上个月揽收跟投递各多少件,pickupVolume deliveryVolume",
        "上个月哪个县把件弄没的情况最严重,lossRatePerTenThousand",
        "电动的车现在占到车队几成了,newEnergyVehicleShare",
        "客户向邮政管理局告状的比例从低到高排,appealRatePerMillion",
        "锦河区十月准点多少,onTimeRate",
        "前天说好啥时候到就啥时候到的有几成,onTimeRate",
        "上个月哪个县按约好的时间送到的最少,onTimeRate",
        "上个月送得慢的前三名，顺便看看妥投率,onTimeRate deliverySuccessRate",
        "昨天收的跟派的差多少件,pickupVolume deliveryVolume",
        "上周派的件和收的件哪个多,deliveryVolume pickupVolume",
        "昨天收的派的加起来多少,''",
        "10月哪个县的车白跑最厉害,emptyKilometreShare",
        "小哥白跑一趟要赔吗,''",
        "哪个县的车老跑半空,loadFactor",
        "上个月外包占几成,externalTripShare",
        "今年老百姓对哪个县怨气最大,complaintRatePerTenThousand",
        "还有几个村寄不了快递,uncoveredVillages",
        "哪个县没通快递的村最多,uncoveredVillages",
        "锦河还有多少村收不到快递,uncoveredVillages",
        "通了快递的村有多少,coveredVillages",
        "村里那些点上周收的件占全市几成,pickupVolume"
    })
    void whatPeopleSayInsteadOfANameMeansItsKpi(String question, String kpis) {
        assertThat(
                        read(question, Optional.empty()) instanceof MetricReading.Query found
                                ? found.query().metrics().stream().map(Kpi::id).collect(Collectors.joining(" "))
                                : "")
                .isEqualTo(kpis);
    }

    @ParameterizedTest
    @CsvSource({
        "锦河不算，剩下的县上个月妥投率垫底的三个,除了锦河，其他县上个月妥投率垫底的三个",
        "今年哪几个月准时率没够到目标,今年哪几个月准时率没达到目标",
        "云泉镇上周投递量在望川区排老几,云泉镇上周投递量在望川区排第几"
    })
    void whatIsSaidOtherwiseIsReadAlike(String said, String otherwise) {
        assertThat(text(read(said, Optional.empty()))).isEqualTo(text(read(otherwise, Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"锦河上个月投诉率不算低吧", "锦河算不算达标，上个月准时率", "锦河不算高的投诉率，上个月"})
    void aPlaceIsNotLeftOutByWhatIsSaidOfIt(String question) {
        assertThat(((MetricReading.Query) read(question, Optional.empty()))
                        .query()
                        .places())
                .singleElement()
                .satisfies(place -> assertThat(place.name()).startsWith("锦河"));
    }

    @ParameterizedTest
    @CsvSource({
        "上个月哪个县送不准点最厉害,上个月准时率最差的是哪个县",
        "上个月送得最慢的三个县,上个月准时率最差的三个县",
        "上个月装不满的车哪个县最多,上个月装载率最差的是哪个县",
        "上个月哪些县送不准点的超过一成,上个月准时率低于90%的县里拖后腿的",
        "上个月哪些县送不准点的比全市高,上个月准时率低于全市的县里拖后腿的"
    })
    void muchOfWhatFailsIsLittleOfTheKpi(String said, String otherwise) {
        assertThat(text(read(said, Optional.empty()))).isEqualTo(text(read(otherwise, Optional.empty())));
    }

    @ParameterizedTest
    @CsvSource({
        "上半年准时率头一名的县跟最后一名差几个百分点,'onTimeRate|COUNTY|NONE|2026-01-01|2026-07-01|[BEST_FIRST, GAP]'",
        "上半年准时率打头的县和吊车尾的县差多少,'onTimeRate|COUNTY|NONE|2026-01-01|2026-07-01|[BEST_FIRST, GAP]'",
        "上半年准时率垫底的两个县,'onTimeRate|COUNTY|NONE|2026-01-01|2026-07-01|[2, WORST_FIRST]'",
        "上个月锦河投诉率算高吗,'complaintRatePerTenThousand|CITY|NONE|2026-10-01|2026-11-01|[@锦河区共配园区, PREVIOUS]'",
        "上个月锦河的装载率什么水平,'loadFactor|CITY|NONE|2026-10-01|2026-11-01|[@锦河区共配园区, PREVIOUS]'",
        "锦河10月怎么老是送不准点，哪几个镇拖后腿,'onTimeRate|CITY|NONE|2026-10-01|2026-11-01|[@锦河区共配园区, PREVIOUS, WHY, WORST_FIRST]'",
        "10月投诉率咋这么高,'complaintRatePerTenThousand|CITY|NONE|2026-10-01|2026-11-01|[PREVIOUS, WHY]'",
        "9月到10月揽收量涨得最凶的五个乡镇,'pickupVolume|TOWNSHIP|NONE|2026-10-01|2026-11-01|[5, NAMED, RISE_FIRST]'",
        "哪个月投诉率最高,'complaintRatePerTenThousand|CITY|MONTH|2026-01-01|2026-11-26|[1, HIGH_FIRST]'",
        "今年哪一天业务量最忙,'totalVolume|CITY|DAY|2026-01-01|2027-01-01|[1, HIGH_FIRST]'",
        "上个月投诉量是9月的几倍,'complaints|CITY|NONE|2026-10-01|2026-11-01|[PREVIOUS]'",
        "村里那些点上周收的件占全市几成,'pickupVolume|CITY|NONE|2026-11-16|2026-11-23|[@村级网点, SHARE]'",
        "上周各村网点的揽收量,'pickupVolume|VILLAGE|NONE|2026-11-16|2026-11-23|[]'",
        "从8月到10月准时率升了多少,'onTimeRate|CITY|NONE|2026-10-01|2026-11-01|[NAMED]'",
        "1-10月揽收量涨得最多的县,'pickupVolume|COUNTY|NONE|2026-01-01|2026-11-01|[1, PREVIOUS, RISE_FIRST]'",
        "除了锦河和青岚，上个月投诉率最高的县,'complaintRatePerTenThousand|COUNTY|NONE|2026-10-01|2026-11-01|[1, @白鹭县共配园区, HIGH_FIRST]'",
        "锦河不算，剩下的县上个月妥投率垫底的三个,'deliverySuccessRate|COUNTY|NONE|2026-10-01|2026-11-01|[@白鹭县共配园区, @青岚县共配园区, WORST_FIRST]'"
    })
    void endsLevelsAndChangesBetweenMonthsAreRead(String question, String query) {
        assertThat(text(read(question, Optional.empty()))).isEqualTo(query);
    }

    private MetricQuery.Condition condition(String question) {
        List<MetricQuery.Condition> conditions =
                ((MetricReading.Query) read(question, Optional.empty())).query().conditions();
        assertThat(conditions).hasSize(1);
        return conditions.getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "上个月投诉率超过百分之一的县,ABOVE,100",
        "上个月投诉率超过万分之二的县,ABOVE,2",
        "上个月丢失率高于千分之一的县,ABOVE,10",
        "上个月申诉率超过百万分之六的县,ABOVE,6",
        "上个月退件率低于百分之二的县,BELOW,2",
        "上个月退件率低于千分之五的县,BELOW,0.5",
        "上个月投诉率超过2的县,ABOVE,2"
    })
    void aShareIsHeldToWhatTheKpiIsToldIn(String question, MetricQuery.Test test, double value) {
        MetricQuery.Condition condition = condition(question);
        assertThat(condition.test()).isEqualTo(test);
        assertThat(condition.value()).isCloseTo(value, Offset.offset(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "上个月装载率不到八成的县,BELOW,80",
        "上个月投递量超过五十万件的县,ABOVE,500000",
        "上个月哪些县投诉率在1.5以下,BELOW,1.5",
        "上个月装载率三成五以上的县,ABOVE,35"
    })
    void numbersOfConditionsAreReadInWordsToo(String question, MetricQuery.Test test, double value) {
        MetricQuery.Condition condition = condition(question);
        assertThat(condition.test()).isEqualTo(test);
        assertThat(condition.value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "上周总共处理了多少快件,'totalVolume|CITY|NONE|2026-11-16|2026-11-23|[]'",
        "上周一共处理了多少快件,'totalVolume|CITY|NONE|2026-11-16|2026-11-23|[]'",
        "上半年共配率最高和最低分别是哪个县,'jointDistributionRate|COUNTY|NONE|2026-01-01|2026-07-01|[HIGH_FIRST]'",
        "锦河区上个月妥投率在全市排第几,'deliverySuccessRate|COUNTY|NONE|2026-10-01|2026-11-01|[BEST_FIRST]'",
        "上个月准时率超过97%的天数,'onTimeRate|CITY|DAY|2026-10-01|2026-11-01|[ABOVE, COUNT]'",
        "七月和八月的投递量,'deliveryVolume|CITY|NONE|2026-07-01|2026-08-01|[NAMED]'"
    })
    void nothingThatAQuestionSaysIsDropped(String question, String query) {
        assertThat(text(read(question, Optional.empty()))).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({
        "上个月揽收量占全市超过两成的县,SHARE_ABOVE,20,SHARE",
        "上个月揽收量超过全市一成的县,SHARE_ABOVE,10,SHARE",
        "上个月投诉率不超过2的县,BELOW,2,VALUES",
        "上个月揽收量同比增长超过10%的县,GROWTH_ABOVE,10,VALUES",
        "上个月揽收量环比降幅超过一成的县,GROWTH_BELOW,-10,VALUES",
        "上个月准时率环比提高超过1个百分点的县,CHANGE_ABOVE,1,VALUES",
        "上个月投递量环比增加超过5000件的县,CHANGE_ABOVE,5000,VALUES"
    })
    void aNumberIsOfTheValueOfItsChangeOrOfItsShare(String question, MetricQuery.Test test, double value, Show show) {
        MetricQuery query = ((MetricReading.Query) read(question, Optional.empty())).query();
        assertThat(query.show()).isEqualTo(show);
        assertThat(query.by()).isEqualTo(Kpi.Level.COUNTY);
        assertThat(query.time().compare().isPresent()).isEqualTo(test.isOfChange());
        assertThat(query.conditions()).singleElement().satisfies(condition -> {
            assertThat(condition.test()).isEqualTo(test);
            assertThat(condition.value()).isEqualTo(value);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "各县10月投递量最大的一天,'deliveryVolume|COUNTY|DAY|2026-10-01|2026-11-01|[1, HIGH_FIRST, WITHIN]'",
        "on-time rate last month by county,'onTimeRate|COUNTY|NONE|2026-10-01|2026-11-01|[]'",
        "which county had the lowest complaint rate last week,'complaintRatePerTenThousand|COUNTY|NONE|2026-11-16|2026-11-23|[1, LOW_FIRST]'",
        "the top 2 townships by pickup volume yesterday,'pickupVolume|TOWNSHIP|NONE|2026-11-24|2026-11-25|[2, HIGH_FIRST]'",
        "How many parcels did Qinglan deliver last month,'deliveryVolume|CITY|NONE|2026-10-01|2026-11-01|[@青岚县共配园区]'",
        "Was Jinhe's complaint rate higher than Bailu's last month,'complaintRatePerTenThousand|COUNTY|NONE|2026-10-01|2026-11-01|[@白鹭县共配园区, @锦河区共配园区, GAP]'",
        "which county picked up the fewest parcels last week,'pickupVolume|COUNTY|NONE|2026-11-16|2026-11-23|[1, LOW_FIRST]'",
        "counties that missed the target of the complaint rate last month,'complaintRatePerTenThousand|COUNTY|NONE|2026-10-01|2026-11-01|[MISSES_TARGET]'"
    })
    void eachCountysDaysAndEnglishAreRead(String question, String query) {
        assertThat(text(read(EnglishQuestion.inChinese(question), Optional.empty())))
                .isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({
        "10月哪三天投诉最多,'complaints|CITY|DAY|2026-10-01|2026-11-01|[3, HIGH_FIRST]'",
        "哪些县申诉率比上个月高了,'appealRatePerMillion|COUNTY|NONE|2026-10-01|2026-11-01|[PREVIOUS, ROSE]'",
        "业务量增速最快的县,'totalVolume|COUNTY|NONE|2026-10-01|2026-11-01|[1, GROWTH_FIRST, PREVIOUS]'",
        "业务量增加最多的县,'totalVolume|COUNTY|NONE|2026-10-01|2026-11-01|[1, PREVIOUS, RISE_FIRST]'",
        "双十一前后一周每天的揽收量,'pickupVolume|CITY|DAY|2026-11-04|2026-11-19|[]'",
        "哪个县的共配率离目标最远,'jointDistributionRate|COUNTY|NONE|2026-10-01|2026-11-01|[1, GAP, WORST_FIRST]'",
        "上个月锦河区揽收量排全市第几,'pickupVolume|COUNTY|NONE|2026-10-01|2026-11-01|[]'",
        "10月24小时准时率比72小时的差多少,'onTimeRate24h onTimeRate|CITY|NONE|2026-10-01|2026-11-01|[GAP]'",
        "新能源车占比哪些县还没过全市平均,'newEnergyVehicleShare|COUNTY|NONE|2026-10-01|2026-11-01|[BELOW_CITY]'",
        "锦河区这三个月投诉率是越来越好还是越来越差,'complaintRatePerTenThousand|CITY|MONTH|2026-08-01|2026-11-01|[@锦河区共配园区]'",
        "离年底乡镇快递服务站的目标还差多少个,'townshipStations|CITY|NONE|2026-10-01|2026-11-01|[GAP]'"
    })
    void spokenRanksTrendsAndGapsAreRead(String question, String query) {
        assertThat(text(read(question, Optional.empty()))).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({
        "快递柜上个月投了多少件,上个月投了多少件",
        "上个月人均投递多少件,上个月投递多少件",
        "上个月一个小哥投递多少件,上个月投递多少件",
        "上个月运营成本占总成本几成,各县运营成本占全市的比例",
        "国庆前后的投递量,国庆前后3天的投递量"
    })
    void whatNoFigureAnswersIsAskedBackWithWhatOneDoes(String question, String choice) {
        assertThat(read(question, Optional.empty()))
                .isInstanceOfSatisfying(
                        MetricReading.Ask.class,
                        ask -> assertThat(ask.choices()).contains(choice));
    }

    @ParameterizedTest
    @CsvSource({
        "上个月业务收入增长最快的县,GROWTH_FIRST",
        "上月业务收入增幅最大的三个县,GROWTH_FIRST",
        "哪个县上个月揽收量涨得最快,GROWTH_FIRST",
        "三季度哪个县投递量环比下降最快,DECLINE_FIRST",
        "上个月投递量降幅最大的县,DECLINE_FIRST",
        "上个月哪个县业务收入增加最多,RISE_FIRST",
        "哪个县上个月揽收量涨得最多,RISE_FIRST",
        "上个月哪个县准时率升得最快,RISE_FIRST",
        "上个月哪个县准时率进步最大,RISE_FIRST",
        "上个月哪个县投诉率改善最明显,FALL_FIRST",
        "10月哪个县投诉率恶化最明显,RISE_FIRST"
    })
    void whoGrewFastestIsToldByTheRateAndWhoAddedMostByTheAmount(String question, Order order) {
        MetricQuery query = ((MetricReading.Query) read(question, Optional.empty())).query();
        assertThat(query.order()).isEqualTo(order);
        assertThat(query.by()).isEqualTo(Kpi.Level.COUNTY);
        assertThat(query.time().compare()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "白鹭县和青岚县哪个单件成本低？差多少？,LOW_FIRST",
        "锦河区和青岚县上月谁的投诉率更高,HIGH_FIRST",
        "白鹭县和锦河区上个月准时率哪个好一些,BEST_FIRST",
        "锦河区与青岚县哪家妥投率更差,WORST_FIRST",
        "锦河区、白鹭县、青岚县上个月哪个县单件成本最低，差多少,LOW_FIRST"
    })
    void placesThatAreWeighedAreAllRowsInTheOrderAskedFor(String question, Order order) {
        MetricQuery query = ((MetricReading.Query) read(question, Optional.empty())).query();
        assertThat(query.order()).isEqualTo(order);
        assertThat(query.places()).hasSizeGreaterThan(1);
        assertThat(query.limit()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"上季度申诉率和丢失率谁的县排名垫底,true", "上个月投诉率和申诉率最高的分别是哪个县,true", "上个月装载率最低的三个县和它们的车次,false", "上个月各县投诉率和申诉率,false"})
    void kpisThatAreRankedTogetherEachHaveARankingOfTheirOwn(String question, boolean each) {
        assertThat(((MetricReading.Query) read(question, Optional.empty()))
                        .query()
                        .eachKpi())
                .isEqualTo(each);
    }

    @ParameterizedTest
    @CsvSource({
        "上月外包比例最高的县是谁，比目标高多少,true",
        "上个月装载率离目标还差多少,true",
        "上个月妥投率达标了吗,true",
        "上个月共配率离目标还差多少,false",
        "上个月装载率,false"
    })
    void aTargetThatIsAskedForAndNotSetIsKnownAsMissing(String question, boolean missing) {
        assertThat(!((MetricReading.Query) read(question, Optional.empty()))
                        .beside()
                        .targetless()
                        .isEmpty())
                .isEqualTo(missing);
    }

    @ParameterizedTest
    @CsvSource({
        "去年同期的准时率是多少,'onTimeRate|CITY|NONE|2025-10-01|2025-11-01|[]'",
        "去年同期哪个县揽收最多,'pickupVolume|COUNTY|NONE|2025-10-01|2025-11-01|[1, HIGH_FIRST]'",
        "准时率跟去年同期比怎么样,'onTimeRate|CITY|NONE|2026-10-01|2026-11-01|[YEAR_ON_YEAR]'",
        "去年全年业务量多少，今年同期呢,'totalVolume|CITY|NONE|2025-01-01|2026-01-01|[NAMED]'",
        "本月至今准时率比上个月同期怎样,'onTimeRate|CITY|NONE|2026-11-01|2026-11-26|[PREVIOUS]'",
        "准时率比上个月同期怎样,'onTimeRate|CITY|NONE|2026-11-01|2026-11-26|[PREVIOUS]'",
        "8月和9月哪个月投递量大,'deliveryVolume|CITY|NONE|2026-08-01|2026-09-01|[NAMED]'",
        "二季度揽收量多少，三季度呢,'pickupVolume|CITY|NONE|2026-04-01|2026-07-01|[NAMED]'",
        "9月的妥投率和10月的相差多少,'deliverySuccessRate|CITY|NONE|2026-09-01|2026-10-01|[GAP, NAMED]'",
        "7月、8月和9月的揽收量,'pickupVolume|CITY|MONTH|2026-07-01|2026-10-01|[]'",
        "一、二、三季度业务量,'totalVolume|CITY|QUARTER|2026-01-01|2026-10-01|[]'",
        "前三季度各县业务收入增幅,'revenue|COUNTY|NONE|2026-01-01|2026-10-01|[PREVIOUS]'",
        "2月揽收量同比下降是因为春节吗,'pickupVolume|CITY|NONE|2026-02-01|2026-03-01|[WHY, YEAR_ON_YEAR]'",
        "11月20号以来每天积压量,'backlogParcels|CITY|DAY|2026-11-20|2026-11-26|[]'",
        "今天到现在揽收了多少,'pickupVolume|CITY|NONE|2026-11-25|2026-11-26|[]'",
        "上周一到昨天的投递量,'deliveryVolume|CITY|NONE|2026-11-16|2026-11-25|[]'"
    })
    void periodsAreReadAsTheyAreMeant(String question, String query) {
        assertThat(text(read(question, Optional.empty()))).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({
        "10月各县准时率，哪个最低,'onTimeRate|COUNTY|NONE|2026-10-01|2026-11-01|[LOW_FIRST]'",
        "过去12个月每月申诉率，最高的是哪个月,'appealRatePerMillion|CITY|MONTH|2025-11-01|2026-11-01|[HIGH_FIRST]'",
        "10月哪个县准时率最低,'onTimeRate|COUNTY|NONE|2026-10-01|2026-11-01|[1, LOW_FIRST]'",
        "当日达比例10月比9月高了几个点，哪个县提升最大,'sameDayShare|COUNTY|NONE|2026-10-01|2026-11-01|[1, PREVIOUS, RISE_FIRST]'",
        "上个月没完成准时率目标且共配率也没完成目标的县有几个,'onTimeRate jointDistributionRate|COUNTY|NONE|2026-10-01|2026-11-01|[COUNT, MISSES_TARGET]'",
        "直播电商活动还差多少场，按现在的速度年底能有多少场,'liveEvents|CITY|NONE|2026-10-01|2026-11-01|[PROGRESS]'",
        "年底前共配园区企业入驻率能到80%吗,'firmsInPark|CITY|NONE|2026-10-01|2026-11-01|[PROGRESS]'",
        "锦河区上个月的准时律,'onTimeRate|CITY|NONE|2026-10-01|2026-11-01|[@锦河区共配园区]'",
        "上个月24小时准时率比48小时的低多少,'onTimeRate24h onTimeRate48h|CITY|NONE|2026-10-01|2026-11-01|[GAP]'"
    })
    void listsTargetsAndTyposAreReadAsTheyAreMeant(String question, String query) {
        assertThat(text(read(question, Optional.empty()))).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({
        "上个月各县单件成本排名,全市呢,'costPerParcel|CITY|NONE|2026-10-01|2026-11-01|[]'",
        "上个月单件成本最高的县,近半年走势,'costPerParcel|CITY|MONTH|2026-05-01|2026-11-01|[@锦河区共配园区]'",
        "上个月为什么投递量变了,按周看,'deliveryVolume|CITY|WEEK|2026-10-01|2026-11-01|[PREVIOUS]'",
        "上个月锦河区各乡镇揽收量前五,那青岚县呢,'pickupVolume|TOWNSHIP|NONE|2026-10-01|2026-11-01|[5, @青岚县共配园区, BEST_FIRST]'",
        "上个月锦河区各乡镇揽收量,占全区多少,'pickupVolume|TOWNSHIP|NONE|2026-10-01|2026-11-01|[@锦河区共配园区, SHARE, WITHIN]'",
        "上个月投诉率最高的三个县,最高的那个呢,'complaintRatePerTenThousand|COUNTY|NONE|2026-10-01|2026-11-01|[1, HIGH_FIRST]'",
        "昨天积压量多少,哪个县积压最多,'backlogParcels|COUNTY|NONE|2026-11-24|2026-11-25|[1, HIGH_FIRST]'",
        "上周锦河区投递量,跟再前一周比呢,'deliveryVolume|CITY|NONE|2026-11-16|2026-11-23|[@锦河区共配园区, PREVIOUS]'",
        "昨天锦河区投递量,和上周同一天比,'deliveryVolume|CITY|NONE|2026-11-24|2026-11-25|[@锦河区共配园区, NAMED]'",
        "上个月锦河区投诉率,排第几,'complaintRatePerTenThousand|COUNTY|NONE|2026-10-01|2026-11-01|[BEST_FIRST]'",
        "上个月揽收量最多的县,锦河区比最少的多多少,'pickupVolume|COUNTY|NONE|2026-10-01|2026-11-01|[GAP, LOW_FIRST]'",
        "上周锦河区投递量,再前一周呢,'deliveryVolume|CITY|NONE|2026-11-09|2026-11-16|[@锦河区共配园区]'",
        "上个月锦河区投递量,和上上周比,'deliveryVolume|CITY|NONE|2026-10-01|2026-11-01|[@锦河区共配园区, NAMED]'",
        "上季度空驶率最高的县,比最低的高多少,'emptyKilometreShare|COUNTY|NONE|2026-07-01|2026-10-01|[GAP, LOW_FIRST]'",
        "上个月各县业务收入,锦河区、青岚县合计占全市多少,'revenue|CITY|NONE|2026-10-01|2026-11-01|[@锦河区共配园区, @青岚县共配园区, SHARE]'",
        "今年双十一投递量,去年呢,'deliveryVolume|CITY|NONE|2025-11-11|2025-11-12|[]'",
        "上个月锦河区准时率,跟青岚县比,'onTimeRate|COUNTY|NONE|2026-10-01|2026-11-01|[@锦河区共配园区, @青岚县共配园区, GAP]'",
        "上个月企业入驻率,目标是多少,'firmsInPark|CITY|NONE|2026-10-01|2026-11-01|[GAP]'",
        "上个月企业入驻率,目标呢,'firmsInPark|CITY|NONE|2026-10-01|2026-11-01|[GAP]'",
        "8月到10月每月空驶率,一直在降吗,'emptyKilometreShare|CITY|MONTH|2026-08-01|2026-11-01|[PREVIOUS]'",
        "今年每个月业务收入,一共多少,'revenue|CITY|NONE|2026-01-01|2027-01-01|[]'",
        "上个月准时率最差的县,最差的那个9月多少,'onTimeRate|COUNTY|NONE|2026-09-01|2026-10-01|[1, WORST_FIRST]'",
        "上个月各县揽收量,合计多少,'pickupVolume|CITY|NONE|2026-10-01|2026-11-01|[]'",
        "上个月各县揽收量,从低到高,'pickupVolume|COUNTY|NONE|2026-10-01|2026-11-01|[LOW_FIRST]'",
        "锦河区上个月揽收量,各县,'pickupVolume|COUNTY|NONE|2026-10-01|2026-11-01|[]'",
        "上个月各县投诉率排名,最差的那个县准时率怎么样,'complaintRatePerTenThousand onTimeRate|COUNTY|NONE|2026-10-01|2026-11-01|[1, WORST_FIRST]'"
    })
    void aFollowUpKeepsRowsWhereItMovesAndDropsRanksWhereItAsksForAnother(String first, String then, String query) {
        MetricQuery before = ((MetricReading.Query) read(first, Optional.empty())).query();
        Optional<MetricStore.Place> focus = store.listPlaces().stream().findFirst();
        assertThat(text(parser.read(then, AS_OF, store::listPlaces, Optional.of(before), focus)))
                .isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({
        "去年和今年前十个月业务量对比,2025-01-01,2026-01-01",
        "10月下旬投递量比中旬多多少,2026-10-21,2026-10-11",
        "去年10月比9月投递量多多少,2025-10-01,2025-09-01",
        "去年国庆的投递量和今年国庆的相差多少,2025-10-01,2026-10-01",
        "2025年三季度和四季度申诉率,2025-07-01,2025-10-01",
        "10月比去年9月投递量多多少,2026-10-01,2025-09-01"
    })
    void theSecondPeriodIsOfTheYearOrMonthOfTheFirst(String question, LocalDate from, LocalDate otherFrom) {
        TimeReading.Period time =
                ((MetricReading.Query) read(question, Optional.empty())).query().time();
        assertThat(time.span().from()).isEqualTo(from);
        assertThat(time.compare().orElseThrow().span().from()).isEqualTo(otherFrom);
    }

    @ParameterizedTest
    @CsvSource({
        "周末的投递量比工作日低多少,WEEKENDS,WORKDAYS",
        "10月工作日日均投递量和休息日日均投递量各多少,WORKDAYS,DAYS_OFF",
        "上季度工作日和节假日的准时率差多少,WORKDAYS,DAYS_OFF",
        "上个月双休日与工作日揽收量对比,WEEKENDS,WORKDAYS"
    })
    void daysOfTwoKindsAreWeighedByTheirMean(String question, Days first, Days second) {
        MetricQuery query = ((MetricReading.Query) read(question, Optional.empty())).query();
        assertThat(query.time().days()).isEqualTo(first);
        assertThat(query.time().compare().flatMap(Compare::days)).contains(second);
        assertThat(query.perDay()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "上月业务收入占全市比重最高的两个县,'revenue|COUNTY|NONE|2026-10-01|2026-11-01|[2, HIGH_FIRST, SHARE]'",
        "上个月空驶率最高的县比最低的高多少,'emptyKilometreShare|COUNTY|NONE|2026-10-01|2026-11-01|[GAP, HIGH_FIRST]'",
        "上个月妥投率前三名和后三名的县,'deliverySuccessRate|COUNTY|NONE|2026-10-01|2026-11-01|[BEST_FIRST]'",
        "上个月准时率最好的县比全市高多少,'onTimeRate|COUNTY|NONE|2026-10-01|2026-11-01|[1, ABOVE_CITY, BEST_FIRST]'",
        "亿元电商企业还差几家达标,'firmsAbove100Million|CITY|NONE|2026-10-01|2026-11-01|[GAP]'",
        "村级服务点建了多少个，完成目标了吗,'villagePoints|CITY|NONE|2026-10-01|2026-11-01|[PROGRESS]'",
        "昨天和前天的投递量哪天多,'deliveryVolume|CITY|NONE|2026-11-24|2026-11-25|[PREVIOUS]'",
        "8月和9月每天的投递量,'deliveryVolume|CITY|DAY|2026-08-01|2026-10-01|[]'",
        "上半年各月准时率，标出没达标的,'onTimeRate|CITY|MONTH|2026-01-01|2026-07-01|[GAP]'"
    })
    void bothEndsSharesAndMarksAreRead(String question, String query) {
        assertThat(text(read(question, Optional.empty()))).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({"上个月投递量和快递员人数,快递员人数", "上个月准时率多少，利润呢,利润", "上个月妥投率和客户满意度各多少,满意度", "上个月投递量和揽收量,''"})
    void whatIsAskedForBesideAndNotKeptIsNamed(String question, String unkept) {
        assertThat(String.join(
                        " ",
                        ((MetricReading.Query) read(question, Optional.empty()))
                                .beside()
                                .unkept()))
                .isEqualTo(unkept);
    }

    @ParameterizedTest
    @CsvSource({
        "上个月哪个县投递量最大，哪个县准时率最低,上个月哪个县投递量最大|上个月哪个县准时率最低",
        "10月揽收量多少，9月投递量多少,10月揽收量多少|9月投递量多少",
        "锦河区上个月投递量多少？准时率排第几？,锦河区上个月投递量多少|锦河区上个月准时率排第几",
        "上个月投诉率最高的县是哪个，为什么,上个月投诉率最高的县是哪个|上个月投诉率为什么变化",
        "上个月投诉率多少，申诉率呢,''",
        "上个月准时率没达标，投诉率也高的县有几个,''",
        "上个月哪个县准时率最低，差多少,''"
    })
    void questionsOfASentenceAreToldApart(String question, String parts) {
        assertThat(String.join("|", parser.apart(question, AS_OF, store::listPlaces)))
                .isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource({
        "今年每个月业务收入是多少，一共多少,'revenue|CITY|NONE|2026-01-01|2027-01-01|[]'",
        "今年每个月业务收入是多少，哪个月最多,''",
        "今年每个月业务收入是多少，谢谢,''",
        "锦河区上个月业务收入是多少，会不会亏,会不会亏"
    })
    void aLastClauseThatAddsNothingToTheQuestionGoesOnFromItOrIsSaidToBeUnread(String question, String then) {
        MetricReading.Query whole = (MetricReading.Query) read(question, Optional.empty());
        List<MetricReading.Query> parts = parser.goingOn(question, whole, AS_OF, store::listPlaces);
        assertThat(
                        parts.size() == 2
                                ? text(parts.getLast().query())
                                : parts.stream()
                                        .flatMap(part -> part.beside().unread().stream())
                                        .collect(Collectors.joining()))
                .isEqualTo(then);
    }

    @ParameterizedTest
    @CsvSource({
        "锦河区和青岚县上季度单件成本各是多少，哪个便宜,'costPerParcel|COUNTY|NONE|2026-07-01|2026-10-01|[@锦河区共配园区, @青岚县共配园区, GAP, LOW_FIRST]'",
        "双十一当天揽收量比去年双十一多了几成,'pickupVolume|CITY|NONE|2026-11-11|2026-11-12|[YEAR_ON_YEAR]'",
        "上个月丢失率高吗,'lossRatePerTenThousand|CITY|NONE|2026-10-01|2026-11-01|[PREVIOUS]'",
        "上个月投诉率高吗,'complaintRatePerTenThousand|CITY|NONE|2026-10-01|2026-11-01|[PREVIOUS]'",
        "锦河区和青岚县上个月业务收入合计占全市几成,'revenue|CITY|NONE|2026-10-01|2026-11-01|[@锦河区共配园区, @青岚县共配园区, SHARE]'"
    })
    void whatIsCheapMuchOrTogetherIsRead(String question, String query) {
        assertThat(text(read(question, Optional.empty()))).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource({
        "全市有几个县次日达占比过了六成,'nextDayShare|COUNTY|NONE|2026-10-01|2026-11-01|[ABOVE, COUNT]'",
        "10月全市有多少天投递量过35万,'deliveryVolume|CITY|DAY|2026-10-01|2026-11-01|[ABOVE, COUNT]'",
        "上个月投诉率高于目标的县有哪些,'complaintRatePerTenThousand|COUNTY|NONE|2026-10-01|2026-11-01|[MISSES_TARGET]'",
        "上个月准时率高于目标的县有哪些,'onTimeRate|COUNTY|NONE|2026-10-01|2026-11-01|[MEETS_TARGET]'",
        "上个月准时率低于目标多少,'onTimeRate|CITY|NONE|2026-10-01|2026-11-01|[GAP]'",
        "近7天日均揽收量多少，比前7天呢,'pickupVolume|CITY|NONE|2026-11-18|2026-11-25|[PERDAY, PREVIOUS]'",
        "昨天比上周同一天投递量多多少,'deliveryVolume|CITY|NONE|2026-11-24|2026-11-25|[NAMED]'",
        "上上个月自有车周转率跟前年同期比,'ownVehicleTurnover|CITY|NONE|2026-09-01|2026-10-01|[NAMED]'",
        "上周和去年同一周比揽收量涨了几成,'pickupVolume|CITY|NONE|2026-11-16|2026-11-23|[YEAR_ON_YEAR]'",
        "空驶率8月9月10月各多少,'emptyKilometreShare|CITY|MONTH|2026-08-01|2026-11-01|[]'",
        "9月和10月投诉量加起来,'complaints|CITY|NONE|2026-09-01|2026-11-01|[]'",
        "各县三季度比二季度揽收量涨幅，从大到小,'pickupVolume|COUNTY|NONE|2026-07-01|2026-10-01|[GROWTH_FIRST, PREVIOUS]'",
        "四季度到现在投诉率,'complaintRatePerTenThousand|CITY|NONE|2026-10-01|2026-11-26|[]'",
        "今年到10月底各县业务收入,'revenue|COUNTY|NONE|2026-01-01|2026-11-01|[]'",
        "共配率年底90%能完成吗,'jointDistributionRate|CITY|NONE|2026-10-01|2026-11-01|[PROGRESS]'",
        "上周日均投递量是多少，比上上周日均高吗,'deliveryVolume|CITY|NONE|2026-11-16|2026-11-23|[PERDAY, PREVIOUS]'",
        "新能源车数量今年以来增加了多少,'newEnergyVehicles|CITY|NONE|2026-01-01|2026-11-26|[NAMED]'",
        "直播电商活动目前多少场，完成目标的百分之几,'liveEvents|CITY|NONE|2026-10-01|2026-11-01|[PROGRESS]'",
        "锦河区10月投递量靠前的五个乡镇,'deliveryVolume|TOWNSHIP|NONE|2026-10-01|2026-11-01|[5, @锦河区共配园区, HIGH_FIRST]'",
        "锦河区10月投诉率跟全市相比怎么样,'complaintRatePerTenThousand|CITY|NONE|2026-10-01|2026-11-01|[@锦河区共配园区, ABOVE_CITY]'",
        "上个月各县单件成本，哪个县最省,'costPerParcel|COUNTY|NONE|2026-10-01|2026-11-01|[LOW_FIRST]'",
        "现在积压量多少,'backlogParcels|CITY|NONE|2026-11-24|2026-11-25|[]'",
        "上个月退件率没达标的县,'returnRate|COUNTY|NONE|2026-10-01|2026-11-01|[]'",
        "哪些县共配率没到,'jointDistributionRate|COUNTY|NONE|2026-10-01|2026-11-01|[MISSES_TARGET]'",
        "9月锦河区业务收入贡献了几成,'revenue|CITY|NONE|2026-09-01|2026-10-01|[@锦河区共配园区, SHARE]'",
        "上个月装载率介于60%到75%之间的县有几个,'loadFactor|COUNTY|NONE|2026-10-01|2026-11-01|[ABOVE, BELOW, COUNT]'",
        "9月到10月之间哪个县准时率最低,'onTimeRate|COUNTY|NONE|2026-09-01|2026-11-01|[1, LOW_FIRST]'",
        "上个月哪几个县按点送到的比例连九成五都不到,'onTimeRate|COUNTY|NONE|2026-10-01|2026-11-01|[BELOW]'",
        "8月以来准时率一直在往下掉的县,'onTimeRate|COUNTY|MONTH|2026-08-01|2026-11-26|[3, FALLING]'",
        "上个月全市申诉率有没有完成目标,'appealRatePerMillion|CITY|NONE|2026-10-01|2026-11-01|[]'",
        "上个月没有完成目标的县有哪些，看申诉率,'appealRatePerMillion|COUNTY|NONE|2026-10-01|2026-11-01|[MISSES_TARGET]'",
        "除了锦河区各县上个月准时率,'onTimeRate|COUNTY|NONE|2026-10-01|2026-11-01|[@白鹭县共配园区, @青岚县共配园区]'"
    })
    void thresholdsPeriodsAndPlacesLeftOutAreRead(String question, String query) {
        assertThat(text(read(question, Optional.empty()))).isEqualTo(query);
    }

    @Test
    void aTownshipOfAnotherCityIsAskedBackThoughItsNameHasTheWordForDay() {
        assertThat(read("天河镇上个月揽收量", Optional.empty())).isInstanceOf(MetricReading.Ask.class);
        assertThat(read("昨天各镇揽收量", Optional.empty())).isInstanceOf(MetricReading.Query.class);
    }

    @ParameterizedTest
    @CsvSource({
        "上个月哪些县投诉率下降了,FELL",
        "上个月投诉率升了的县,ROSE",
        "哪些县上个月收入涨了,ROSE",
        "上个月准时率变差的县有哪些,FELL",
        "上个月投诉率恶化的县,ROSE",
        "今年哪些月份投递量下降了,FELL"
    })
    void whoRoseOrFellIsToldAgainstTheTimeBefore(String question, MetricQuery.Test test) {
        MetricQuery query = ((MetricReading.Query) read(question, Optional.empty())).query();
        assertThat(query.conditions())
                .singleElement()
                .satisfies(condition -> assertThat(condition.test()).isEqualTo(test));
        assertThat(query.time().compare()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "各县今年共配率达标没,'jointDistributionRate|COUNTY|NONE|2026-01-01|2027-01-01|[GAP]'",
        "各县上个月申诉率是否达标,'appealRatePerMillion|COUNTY|NONE|2026-10-01|2026-11-01|[GAP]'",
        "上半年准时率低于96%的月份有几个,'onTimeRate|CITY|MONTH|2026-01-01|2026-07-01|[BELOW, COUNT]'",
        "锦河区投诉率排名第几,'complaintRatePerTenThousand|COUNTY|NONE|2026-10-01|2026-11-01|[BEST_FIRST]'",
        "各县件均收入排名，锦河区第几,'revenuePerParcel|COUNTY|NONE|2026-10-01|2026-11-01|[BEST_FIRST]'",
        "上个月每个工作日的投递量,'deliveryVolume|CITY|DAY|2026-10-01|2026-11-01|[WORKDAYS]'",
        "8月下半月的投诉量,'complaints|CITY|NONE|2026-08-16|2026-09-01|[]'",
        "去年旺季揽收量和今年旺季到目前的比,'pickupVolume|CITY|NONE|2025-11-01|2025-12-13|[NAMED]'",
        "今年收入涨得最快的是哪个月,'revenue|CITY|MONTH|2026-01-01|2027-01-01|[1, GROWTH_FIRST, PREVIOUS]'"
    })
    void judgementsMonthsAndRanksAreRead(String question, String query) {
        assertThat(text(read(question, Optional.empty()))).isEqualTo(query);
    }

    @Test
    void aNumberAloneIsThatOfTheConditionBefore() {
        MetricQuery before = ((MetricReading.Query) read("上个月准时率低于97%的县", Optional.empty())).query();
        for (String follow : new String[] {"改成96%", "96.5呢", "换成九成五"}) {
            assertThat(((MetricReading.Query) read(follow, Optional.of(before)))
                            .query()
                            .conditions())
                    .singleElement()
                    .satisfies(condition -> {
                        assertThat(condition.test()).isEqualTo(MetricQuery.Test.BELOW);
                        assertThat(condition.value()).isBetween(95.0, 96.5);
                    });
        }
    }

    @Test
    void eitherOfTwoConditionsIsAskedBack() {
        assertThat(read("上个月准时率低于97%或者投诉率高于2的县", Optional.empty())).isInstanceOf(MetricReading.Ask.class);
    }

    @Test
    void anUnknownPlaceIsAskedBackWithPlacesThatThereAre() {
        assertThat(read("雅安市上个月的妥投率", Optional.empty()))
                .isInstanceOfSatisfying(
                        MetricReading.Ask.class,
                        ask -> assertThat(ask.choices()).contains("青岚县上个月的妥投率"));
    }

    @Test
    void aNameOfTwoKpisIsAskedBackWithBoth() {
        assertThat(read("上个月的成本", Optional.empty()))
                .isInstanceOfSatisfying(
                        MetricReading.Ask.class,
                        ask -> assertThat(ask.choices()).containsExactly("上个月的运营成本", "上个月的单件成本"));
    }
}
