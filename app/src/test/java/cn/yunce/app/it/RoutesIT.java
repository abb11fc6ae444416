package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.security.AccountRole;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RoutesIT extends ServiceIT {
    private static final String REQUEST = """
            {"places":[{"id":"park","longitude":106,"latitude":31},{"id":"a","longitude":106.1,"latitude":31}],
             "stops":[{"id":"a","load":[3],"minutes":4}],
             "vehicles":[{"id":"van","depot":"%s","count":2,"capacity":[10],"costPerKm":2}],"iterations":50}
            """;

    @Test
    void routesArePlannedForWhoRunsTheDay() {
        JsonNode answer = json(post(AccountRole.DISPATCHER, "/api/v1/routes", REQUEST.formatted("park")));
        assertThat(answer.at("/routes/0/visits/0/stop").asString()).isEqualTo("a");
        assertThat(answer.at("/unassigned").isEmpty()).isTrue();
        assertThat(answer.at("/cost").asDouble()).isPositive();

        assertThat(post(AccountRole.MANAGER, "/api/v1/routes", REQUEST.formatted("park"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aBadRequestIsAProblemThatSaysWhatWasExpected() {
        HttpResponse<String> unknown = post(AccountRole.SCHEDULER, "/api/v1/routes", REQUEST.formatted("nowhere"));
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(json(unknown).at("/detail").asString()).isEqualTo("place must be one of those given, was nowhere");

        HttpResponse<String> none = post(AccountRole.SCHEDULER, "/api/v1/routes", "{}");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(json(none).at("/detail").asString()).isEqualTo("places or matrix must be given");

        String villages = "{\"date\":\"2026-11-25\",\"park\":\"nowhere\"}";
        assertThat(post(AccountRole.SCHEDULER, "/api/v1/routes/villages", villages)
                        .statusCode())
                .isEqualTo(404);
    }
}
