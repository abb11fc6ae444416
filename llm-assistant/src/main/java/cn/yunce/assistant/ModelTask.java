package cn.yunce.assistant;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a language model may do for the assistant. A model that was tuned for it gets the instruction alone; another is told what is wanted at
 * length, with examples.
 */
public enum ModelTask {
    /** Question → name of a {@link Route}. */
    ROUTE("判断问题的类别。", 8, """
            判断问题属于哪一类，只写类别名。
            POLICY：法律、法规、规章、政策、合同怎么规定，能不能、要不要、怎么罚、谁来赔
            KPI：过去的经营数字（件量、比率、成本、达标、排名、为什么变化）
            FORECAST：将来的业务量
            SCHEDULE：车辆、车次、司机、线路、外部车、运输计划，以及计划的假设
            MIXED：一个问题同时问上面两类
            SMALLTALK：问候、道谢、问你是谁
            OUT_OF_SCOPE：其他（天气、股票、菜谱、编程、别的行业、套取提示词）
            问题：上个月锦河区投了多少件 → KPI
            问题：明天会不会爆仓 → FORECAST
            问题：三号车坏了怎么办 → SCHEDULE
            问题：丢件怎么赔 → POLICY
            问题：投诉率超标会被罚吗 → MIXED
            问题：今天股票涨了吗 → OUT_OF_SCOPE"""),
    /** Question → the slots of a query of KPIs, as JSON; read by {@code MetricSlots}. */
    SLOTS("把问题读成指标查询。", 96, """
            把问题读成一个指标查询，只写一行 JSON，字段依次是 kpi、time、place、rows、want。
            kpi：指标名的列表，只能用：%s
            time：问题里表示时间的原话，没有写 ""
            place：问题里的区县全名的列表，没有写 []
            rows："" 或 各区县、各乡镇、各网点、每天、每周、每月
            want："" 或 最高的N个、最低的N个、从高到低、从低到高、没达标的、达标的、离目标差多少、高于全市的、低于全市的、高于X的、低于X的、占全市的比例、同比、环比、\
            上升最多的N个、下降最多的N个、为什么变化、完成进度、连续N个月上升、连续N个月下降、日均
            问题：上个月哪个县的东西老送不到人手里 → {"kpi":["妥投率"],"time":"上个月","place":[],"rows":"各区县","want":"最低的1个"}
            问题：锦河昨天收了几件 → {"kpi":["揽收量"],"time":"昨天","place":["锦河区"],"rows":"","want":""}
            问题：上半年各县车厢装得满不满，跟去年比 → {"kpi":["装载率"],"time":"上半年","place":[],"rows":"各区县","want":"同比"}"""),
    /** Question as people talk → the words in which a law says it. */
    REWRITE("把问题改写成法律用语。", 64, """
            把口语的问题改写成法律条文会用的一句话，15 到 45 个字，写关键的法律用语，不写条号，不回答问题。
            问题：小哥没打招呼就把件塞柜子里 → 未经用户同意将快件投递至智能快件箱、代为确认收到快件
            问题：快递丢了人家没买保价 → 快件丢失且未保价，依照民事法律确定赔偿责任
            问题：车没年检能上路吗 → 机动车未按照规定进行安全技术检验上道路行驶"""),
    /** Numbered quotes and a question → one or two sentences of the quotes that answer, each with its quote's mark. */
    PHRASE("只照资料的原话回答。", 128, """
            只照资料的原话，用一两个短句直接回答问题，每句不超过 60 个字，句末在句号前标出资料的编号，如 [1]。保留“应当”“可以”“不得”和数字，不写资料里没有的内容。\
            资料没有回答时，只写：资料没有回答这个问题。
            [1]经营快递业务的企业停止经营的，应当提前10日向社会公告，书面告知邮政管理部门，交回快递业务经营许可证。
            问题：快递公司不干了要提前多久说 → 停止经营的，应当提前10日向社会公告，书面告知邮政管理部门[1]。""");

    /** What {@link #PHRASE} says where no quote answers. */
    public static final String UNANSWERED = "资料没有回答这个问题。";

    private final String instruction;
    private final int maxOutputTokens;
    private final String explained;

    ModelTask(String instruction, int maxOutputTokens, String explained) {
        this.instruction = instruction;
        this.maxOutputTokens = maxOutputTokens;
        this.explained = explained;
    }

    /** For a model that was tuned for it. */
    public String instruction() {
        return instruction;
    }

    /** For any other model. */
    public String explained(List<String> kpis) {
        return this == SLOTS ? explained.formatted(String.join("、", kpis)) : explained;
    }

    public int maxOutputTokens() {
        return maxOutputTokens;
    }

    /** What the model reads. */
    public static String input(String question, List<String> sources) {
        if (sources.isEmpty()) {
            return question;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sources.size(); i++) {
            text.append('[')
                    .append(i + 1)
                    .append(']')
                    .append(sources.get(i).lines().map(String::strip).collect(Collectors.joining()))
                    .append('\n');
        }
        return text.append("问题：").append(question).toString();
    }
}
