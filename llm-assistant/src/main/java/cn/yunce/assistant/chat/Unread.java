package cn.yunce.assistant.chat;

import cn.yunce.assistant.Route;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a question of a plan or a forecast asks for besides, and nothing was read of: an answer to the rest says so rather than
 * leave it out.
 */
final class Unread {
    private static final int MOST = 2;
    private static final Pattern CLAUSE_END =
            Pattern.compile("[，,。？?；;！!]+|(?<=\\p{IsHan}{3})\\s+(?=\\p{IsHan}{2})|(?=另外|还有|顺便|顺带)");
    private static final Pattern ASKS = Pattern.compile(
            "吗|么$|什么|啥|多少|几|哪|谁|怎么|咋|为什么|为啥|为何|是不是|有没有|还是|多久|多大|(\\p{IsHan})不\\1|没$|不$|呗$|how|wh(?:at|ich|en|o|y)\\b");
    /** What asks for somebody's judgement, beside the words for figures that may stand around it. */
    private static final Pattern JUDGED = Pattern.compile(
            "(?:合理|正常|靠谱|妥当|对劲|科学|安全|合适|要紧|违规|合规)(?:不|吗|么)|(?:还|够|算)?(?:合不合理|正不正常|靠不靠谱|要不要紧)|(?:该不该|要不要|用不用|需不需要|能不能|可不可以|可以不可以|有没有必要|有必要)[^，。？]{0,10}|(?:有什么|有啥|给点?|提点?)[^，。？]{0,3}建议|(?:该|要)?(?:怎么|咋)(?:办|弄|搞|整|应对|优化|改进|安排)|能[^，。？]{1,10}(?:不|吗|么)$|(?:什么时[候间]|几点|啥时候?)发布|会不会[^，。？]{1,10}|来得及|来不来得及|好不好|行不行|行[不吗]$|比(?:平时|平常|平日|往常|往日|以往|正常|一般)[^，。？]{0,6}");
    /** Words for volumes. */
    private static final Pattern VOLUMES = Pattern.compile(
            "多少|几[件票单成千万百点]|[件货单票]|量|包裹|忙|峰|最|排|涨|跌|[多少高低大小](?!久|个)|走势|趋势|走|哪一?[天日]|[收派送揽投](?!人)|比|原因|为什么|为啥|咋|怎么这么|区间|曲线|预[测计估]|parcel|volume|busy|peak|day");

    private Unread() {}

    /** A sentence for each such clause; none where all was read. */
    static List<Piece> of(Asked asked, Route route) {
        List<Piece> unread = new ArrayList<>();
        for (String said : clauses(asked.text()).toList()) {
            if (unread.size() < MOST && ASKS.matcher(said).find()) {
                unread(said, asked.text(), route)
                        .map(what -> "\n" + asked.words().say("kpi.unread", what))
                        .map(text -> new Piece(text, asked.words().say("product"), text, List.of()))
                        .ifPresent(unread::add);
            }
        }
        return unread;
    }

    static Stream<String> clauses(String question) {
        return CLAUSE_END.splitAsStream(question.strip()).map(String::strip).filter(clause -> !clause.isEmpty());
    }

    private static Optional<String> unread(String clause, String question, Route route) {
        boolean enough = PlanQuestion.asksIfEnough(clause);
        Matcher judged = JUDGED.matcher(clause);
        boolean merged = route == Route.SCHEDULE && Merging.asks(clause);
        if (!merged
                && judged.find()
                && !(route == Route.SCHEDULE && (enough || PlanQuestion.asksReason(clause)))
                && !(route == Route.FORECAST && !DataQuestion.limit(question).isEmpty())) {
            return Optional.of(judged.group());
        }
        boolean read = merged || (route == Route.SCHEDULE ? ofPlan(clause) : ofForecast(clause) && !enough);
        return read ? Optional.empty() : Optional.of(clause);
    }

    private static boolean ofForecast(String clause) {
        return VOLUMES.matcher(clause).find() || !DataQuestion.limit(clause).isEmpty();
    }

    private static boolean ofPlan(String clause) {
        return PlanQuestion.asksTrips(clause)
                || PlanQuestion.asksUnknown(clause)
                || PlanQuestion.isOfPlan(clause)
                || PlanQuestion.unknown(clause).isPresent()
                || PlanQuestion.EXTERNAL.matcher(clause).find()
                || PlanQuestion.WHY.matcher(clause).find()
                || PlanAnswers.reads(clause);
    }
}
