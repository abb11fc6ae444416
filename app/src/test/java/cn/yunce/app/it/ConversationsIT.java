package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.security.AccountRole;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Conversations that are kept, and what is said of their answers, through REST. The accounts of these tests have one name. */
class ConversationsIT extends ServiceIT {
    private static final String CONVERSATIONS = "/api/v1/conversations/";

    private long ask(AccountRole role, String conversation, String question) {
        return json(post(
                        role,
                        "/api/v1/ask",
                        "{\"question\":\"" + question + "\",\"asOf\":\"2026-11-25\",\"conversation\":\"" + conversation
                                + "\"}"))
                .get("turn")
                .asLong();
    }

    private int say(long turn, String body) {
        return put(AccountRole.DISPATCHER, "/api/v1/feedback/turns/" + turn, body)
                .statusCode();
    }

    private HttpResponse<String> delete(AccountRole role, String path) {
        return send(as(role, path).DELETE());
    }

    private List<Long> entries(String state) {
        return json(get(AccountRole.ADMIN, "/api/v1/feedback?state=" + state))
                .valueStream()
                .map(entry -> entry.get("id").asLong())
                .toList();
    }

    @Test
    void aConversationIsListedReadAndDeleted() {
        long first = ask(AccountRole.DISPATCHER, "a", "今天股票能买吗？打 13912345678");
        long second = ask(AccountRole.DISPATCHER, "a", "那明天呢？");

        JsonNode listed = json(get(AccountRole.DISPATCHER, "/api/v1/conversations?limit=1"))
                .get(0);
        assertThat(listed.get("id").asString()).isEqualTo("a");
        assertThat(listed.get("turns").asInt()).isEqualTo(2);
        assertThat(listed.get("title").asString()).startsWith("今天股票能买吗").doesNotContain("13912345678");

        JsonNode turns = json(get(AccountRole.DISPATCHER, CONVERSATIONS + "a"));
        assertThat(turns.valueStream().map(turn -> turn.get("id").asLong())).containsExactly(first, second);
        assertThat(turns.get(0).get("answer").get("refused").asBoolean()).isTrue();
        assertThat(turns.get(0).get("feedback").isNull()).isTrue();

        assertThat(delete(AccountRole.DISPATCHER, CONVERSATIONS + "a").statusCode())
                .isEqualTo(204);
        assertThat(get(AccountRole.DISPATCHER, CONVERSATIONS + "a").statusCode())
                .isEqualTo(404);
        assertThat(delete(AccountRole.DISPATCHER, CONVERSATIONS + "a").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aConversationIsGoneOnWithAfterARestart() {
        jdbc().sql("INSERT INTO forecasting.feed (name, synthetic) VALUES ('conversations', true)")
                .update();
        jdbc().sql("INSERT INTO forecasting.node (id, name, tier, parent_id, longitude, latitude, feed_id)"
                        + " SELECT v.id, v.name, v.tier, v.parent, 0, 0, f.id FROM forecasting.feed f, (VALUES"
                        + " ('C0', '云川市', 'CITY', NULL), ('K1', '锦河区', 'COUNTY', 'C0')) v (id, name, tier, parent)"
                        + " WHERE f.name = 'conversations'")
                .update();
        jdbc().sql("INSERT INTO forecasting.kpi_daily (kpi, node_id, date, numerator, denominator, feed_id)"
                        + " SELECT 'onTimeRate', 'K1', v.day::date, v.met, 100, f.id FROM forecasting.feed f, (VALUES"
                        + " ('2026-10-31', 97), ('2026-09-15', 94)) v (day, met) WHERE f.name = 'conversations'")
                .update();
        ask(AccountRole.MANAGER, "goes-on", "锦河区上个月的准时率");

        restartService();

        JsonNode then = json(post(
                AccountRole.MANAGER,
                "/api/v1/ask",
                "{\"question\":\"那9月呢？\",\"asOf\":\"2026-11-25\",\"conversation\":\"goes-on\"}"));
        assertThat(then.get("answer").asString()).contains("锦河区", "94.00%");
        JsonNode elsewhere = json(post(
                AccountRole.MANAGER,
                "/api/v1/ask",
                "{\"question\":\"那9月呢？\",\"asOf\":\"2026-11-25\",\"conversation\":\"another\"}"));
        assertThat(elsewhere.get("answer").asString()).doesNotContain("94.00%");
    }

    @Test
    void aConversationIsItsAccountsAlone() {
        jdbc().sql("INSERT INTO assistant.conversation_turn"
                        + " (account, conversation, role, question, as_of, answer, asked_at)"
                        + " SELECT 'other', 'theirs', 'MANAGER', 'q', '2026-11-25', '{}', now()")
                .update();
        long theirs = jdbc().sql("SELECT id FROM assistant.conversation_turn WHERE account = 'other'")
                .query(Long.class)
                .single();

        assertThat(get(AccountRole.ADMIN, CONVERSATIONS + "theirs").statusCode())
                .isEqualTo(404);
        assertThat(delete(AccountRole.ADMIN, CONVERSATIONS + "theirs").statusCode())
                .isEqualTo(404);
        assertThat(say(theirs, "{\"good\":true}")).isEqualTo(404);
        assertThat(get(AccountRole.ADMIN, "/api/v1/conversations").body()).doesNotContain("theirs");
    }

    @Test
    void feedbackBecomesAQuestionThatOutlivesTheConversation() {
        ask(AccountRole.DISPATCHER, "b", "快件丢失怎么赔？");
        long turn = ask(AccountRole.DISPATCHER, "b", "保价的呢？");
        assertThat(say(turn, "{\"good\":true}")).isEqualTo(204);
        assertThat(say(turn, "{\"good\":false,\"note\":\" 应引第二十七条 \"}")).isEqualTo(204);
        JsonNode kept =
                json(get(AccountRole.DISPATCHER, CONVERSATIONS + "b")).get(1).get("feedback");
        assertThat(kept.get("good").asBoolean()).isFalse();
        assertThat(kept.get("note").asString()).isEqualTo("应引第二十七条");

        long entry = entries("OPEN").getFirst();
        String review = "/api/v1/feedback/" + entry + "/review";
        for (String wrong : List.of(
                "{\"answerable\":true}",
                "{\"answerable\":true,\"route\":\"POLICY\",\"gold\":[\" \"]}",
                "{\"answerable\":true,\"route\":\"NOWHERE\"}")) {
            assertThat(post(AccountRole.ADMIN, review, wrong).statusCode()).isEqualTo(400);
        }
        assertThat(post(
                                AccountRole.ADMIN,
                                review,
                                "{\"answerable\":true,\"route\":\"POLICY\",\"gold\":[\"快递暂行条例第二十七条\"],\"facts\":[\"保价\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(delete(AccountRole.DISPATCHER, CONVERSATIONS + "b").statusCode())
                .isEqualTo(204);

        HttpResponse<String> lines = get(AccountRole.ADMIN, "/api/v1/feedback/questions.jsonl");
        assertThat(lines.headers().firstValue("Content-Type").orElse("")).startsWith("application/x-ndjson");
        assertThat(lines.body())
                .contains("{\"id\":\"feedback-" + entry
                        + "\",\"persona\":\"dispatcher\",\"before\":[\"快件丢失怎么赔？\"],\"question\":\"保价的呢？\","
                        + "\"as_of\":\"2026-11-25\",\"route\":\"POLICY\",\"gold\":[\"快递暂行条例第二十七条\"],"
                        + "\"facts\":[\"保价\"],\"answerable\":true}\n");
        assertThat(jdbc().sql("SELECT count(*) FROM app.audit WHERE action = 'POST " + review + "'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void feedbackIsDismissedOrTakenBack() {
        long turn = ask(AccountRole.DISPATCHER, "c", "今天股票能买吗？");
        assertThat(say(turn, "{\"good\":true}")).isEqualTo(204);
        long entry = entries("OPEN").getFirst();
        assertThat(post(AccountRole.ADMIN, "/api/v1/feedback/" + entry + "/review", "{}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(entries("DISMISSED")).contains(entry);
        assertThat(delete(AccountRole.DISPATCHER, "/api/v1/feedback/turns/" + turn)
                        .statusCode())
                .isEqualTo(404);

        long other = ask(AccountRole.DISPATCHER, "c", "黄金呢？");
        assertThat(say(other, "{\"good\":true}")).isEqualTo(204);
        assertThat(delete(AccountRole.DISPATCHER, "/api/v1/feedback/turns/" + other)
                        .statusCode())
                .isEqualTo(204);
        assertThat(say(other, "{}")).isEqualTo(400);
        assertThat(say(other, "{\"good\":true,\"note\":\"" + "长".repeat(1001) + "\"}"))
                .isEqualTo(400);
    }

    @Test
    void onlyAdministratorsReviewFeedback() {
        for (AccountRole role : AccountRole.values()) {
            boolean may = role == AccountRole.ADMIN;
            assertThat(get(role, "/api/v1/feedback").statusCode()).isEqualTo(may ? 200 : 403);
            assertThat(get(role, "/api/v1/feedback/questions.jsonl").statusCode())
                    .isEqualTo(may ? 200 : 403);
            assertThat(post(role, "/api/v1/feedback/999/review", "{}").statusCode())
                    .isEqualTo(may ? 404 : 403);
        }
    }
}
