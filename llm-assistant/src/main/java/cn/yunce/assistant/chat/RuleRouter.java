package cn.yunce.assistant.chat;

import cn.yunce.assistant.Route;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides by words what kind of question it is. Says nothing where the words do not tell; whoever asks may then look into the
 * corpus, or ask the model.
 */
final class RuleRouter implements QuestionRouter {
    private static final Pattern SMALLTALK = Pattern.compile(
            "^(?:你好|您好|hi|hello|嗨|早上好|下午好|晚上好|谢谢|多谢|感谢|辛苦了?|再见|拜拜|在吗|你是谁|你叫什么|你能做什么|你会什么|你能干什么|能做什么|怎么用|帮助|help|好的|收到|明白了?|知道了)"
                    + "[你您啦了呀啊吗的名字！!。,，？? ]*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FOREIGN = Pattern.compile(
            "股票|股价|油价|汽油|基金|彩票|比特币|炒股|天气|下不下[雨雪]|[会要]下[雨雪]|下[雨雪]吗|有没有[雨雪]|气温|多少度|写[一]?[首篇个段](?:诗|作文|小说|代码|歌)|诗歌|唱[首歌]|笑话|电影|电视剧|菜谱|足球|篮球|世界杯"
                    + "|算命|星座|翻译成|减肥|感冒|旅游|编程|python|java|总统|选举|恋爱|游戏|做饭|红烧|股市|房价|数学题|高考",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern META = Pattern.compile(
            "忽略(?:之前|以上|前面|上面|所有)|系统提示|提示词|system ?prompt|越狱|你现在是|扮演|不受限制|开发者模式|ignore (?:all|previous)|重复你的指令|数据库密码|管理员密码|select |drop table",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FORECAST =
            Pattern.compile("预测|预计|预估|业务量|件量|货量|单量|票量|包裹量|包裹数|多少件|多少票|多少包裹|多少快递|几件|多少单|最忙|最闲|忙不忙|忙吗|爆仓|派件量|揽收量|投递量");
    private static final Pattern FORECAST_WEAK = Pattern.compile("最多|最少|高峰|线路|波次");
    private static final Pattern SCHEDULE = Pattern.compile(
            "运输计划|车辆计划|班次|车次|发车|几点走|出车|派车|外部车|外部承运|承运商|谁家?承运|谁来?承运|外包|自有车|周转率|车辆均包裹|均包裹|总成本|串点|调度计划|排班|任务链|下界|标准容器|用容器|几辆车|多少辆车|多少车|多少趟|几趟");
    private static final Pattern SCHEDULE_WEAK =
            Pattern.compile("计划|车辆|司机|车队|装多少|趟|首班|末班|头班|最[早晚]一?班|外[请雇]|装[得没不]?[最没不]?满");
    private static final Pattern POLICY = Pattern.compile(
            "赔|规定|法律|法规|条例|办法|违法|违规|合法|处罚|罚款|罚多少|会被罚|怎么罚|责任|许可|备案|验视|实名|禁寄|禁止|限寄|隐私|个人信息|泄露|保价|拒收|代收|签收|驿站|智能快件箱|快递柜|放柜"
                    + "|无人机|三轮车|通行|资质|允许|能不能|可不可以|可以.{0,12}吗|能.{0,12}吗|有权|义务|必须|应当|应该|要不要|第[\\d〇零一二三四五六七八九十百]+条|《|法$|丢失|丢了|损坏|弄坏|损毁|延误|投诉|申诉|扣留|拆开|拆件|私拆|隐匿|危险品|易燃|易爆|身份证|安检|仲裁|起诉|诉讼|期限|工伤|合同|加盟|末端网点|停止经营|无着快件|退回|目标|方案");
    /** What a plan wants reached, not how far it has come. */
    private static final Pattern TARGET = Pattern.compile("(?<![超离过到达成])目标(?!.*(?:完成|差|进度|达成|超|没到))|(?:要|应|须|需|该)达到");

    private static final Pattern KPI = Pattern.compile(
            "准时率|时限率|妥投率|申诉率|投诉率|覆盖率|共配率|装载率|积压|同比|环比|达标|没达标|完成率|完成度|指标|KPI|考核|丢失率|破损率|利用率|占比|单件成本|件均|毛利|营收|收入|新能源车|报表|月报");
    private static final Pattern PAST = Pattern.compile("上个?月|上周|去年|上季度|上半年|本月|今年|年初至今|近\\d+天|最近\\d+天|过去");
    private static final Pattern DATE =
            Pattern.compile("今天|明天|后天|今日|明日|明早|今晚|明晚|下周|周[一二三四五六日天]|\\d月|月\\d|\\d+号|未来|\\d{4}-\\d");
    private static final int STRONG = 2;

    /** The route that the words tell; empty where they do not. */
    @Override
    public Optional<Route> route(String question) {
        String text = question.strip();
        if (SMALLTALK.matcher(text).matches()) {
            return Optional.of(Route.SMALLTALK);
        }
        Map<Route, Integer> scores = new EnumMap<>(Route.class);
        boolean dated = DATE.matcher(text).find();
        for (Route route : List.of(Route.FORECAST, Route.SCHEDULE, Route.POLICY, Route.KPI)) {
            scores.put(route, score(route, text, dated));
        }
        int best = scores.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (META.matcher(text).find() && best < 2 * STRONG) {
            return Optional.of(Route.OUT_OF_SCOPE);
        }
        if (FOREIGN.matcher(text).find() && best < 2 * STRONG) {
            return Optional.of(Route.OUT_OF_SCOPE);
        }
        if (best < 1) {
            return Optional.empty();
        }
        if (best == scores.getOrDefault(Route.POLICY, 0) && TARGET.matcher(text).find()) {
            return Optional.of(Route.POLICY);
        }
        // What is asked about a plan or a law outweighs the volumes that it mentions.
        for (Route route : new Route[] {Route.KPI, Route.SCHEDULE, Route.POLICY, Route.FORECAST}) {
            if (scores.getOrDefault(route, 0) == best) {
                return Optional.of(route);
            }
        }
        return Optional.empty();
    }

    /** Whether it asks what a plan wants reached. */
    static boolean asksTarget(String question) {
        return TARGET.matcher(question).find();
    }

    /** Whether it has words of forecasts or plans. */
    static boolean speaksOf(Route route, String question) {
        return score(route, question, DATE.matcher(question).find()) > 0;
    }

    private static int score(Route route, String text, boolean dated) {
        return switch (route) {
            case FORECAST -> STRONG * count(FORECAST, text) + (dated ? count(FORECAST_WEAK, text) : 0);
            case SCHEDULE -> STRONG * count(SCHEDULE, text) + (dated ? count(SCHEDULE_WEAK, text) : 0);
            case POLICY -> STRONG * (count(POLICY, text) + count(TARGET, text));
            case KPI -> {
                int named = STRONG * count(KPI, text);
                boolean past = PAST.matcher(text).find();
                yield named + (past ? named > 0 ? STRONG + 1 : 1 : 0);
            }
            default -> 0;
        };
    }

    private static int count(Pattern pattern, String text) {
        int count = 0;
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            count++;
        }
        return count;
    }
}
