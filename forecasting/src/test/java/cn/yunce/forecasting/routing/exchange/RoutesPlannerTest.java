package cn.yunce.forecasting.routing.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.forecasting.ForecastParts;
import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.RoutesAnswer;
import cn.yunce.forecasting.RoutesAnswer.RouteBody;
import cn.yunce.forecasting.RoutesAnswer.VisitBody;
import cn.yunce.forecasting.RoutesRequest;
import cn.yunce.forecasting.VolumeForecasts.NodeForecast;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.routing.RoutingEngines;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RoutesPlannerTest {
    private static final String REQUEST = """
            {"matrix":{"places":["park","a","b","c"],
              "meters":[[0,10000,20000,30000],[10000,0,10000,20000],[20000,10000,0,10000],[30000,20000,10000,0]],
              "seconds":[[0,600,1200,1800],[600,0,600,1200],[1200,600,0,600],[1800,1200,600,0]]},
             "stops":[{"id":"a","load":[5],"minutes":5,"windows":[{"from":"08:00","to":"08:20"},{"from":"10:00","to":"11:00"}]},
              {"id":"b","load":[5],"minutes":5},{"id":"c","load":[9],"minutes":5,"skills":["cold"]}],
             "vehicles":[{"id":"van","depot":"park","count":1,"capacity":[10],"from":"08:00","to":"12:00","fixedCost":20,"costPerKm":1.5}],
             "iterations":300%s}
            """;

    private final RoutesPlanner planner = new RoutesPlanner(RoutingEngines.create(), Optional.empty());

    @Test
    void aRequestIsAnsweredByNamesTimesAndReasons() throws IOException {
        RoutesAnswer answer = plan("");
        assertThat(answer.cost()).isEqualTo(20 + 40 * 1.5);
        assertThat(answer.km()).isEqualTo(40);
        RouteBody route = answer.routes().getFirst();
        assertThat(route.vehicle()).isEqualTo("van");
        assertThat(route.departure()).isEqualTo("08:00");
        assertThat(route.back()).isEqualTo("08:50");
        assertThat(route.visits()).extracting(VisitBody::arrival).containsExactly("08:10", "08:25");
        assertThat(route.free()).containsExactly(0);
        assertThat(route.slackMinutes()).contains(170);
        assertThat(answer.unassigned().getFirst().stop()).isEqualTo("c");
        assertThat(answer.unassigned().getFirst().chinese()).isEqualTo("路线1：车辆不具备所需条件且装载量不足；van（未用）：没有车可派");
    }

    @Test
    void whatOneMoreVehicleOrAWiderWindowSavesIsPlannedAgain() throws IOException {
        String request = REQUEST.replace(",\"skills\":[\"cold\"]", "");
        RoutesAnswer answer = planner.plan(read(request.formatted(",\"whatIf\":true,\"windowMinutes\":60")), 60);
        assertThat(answer.unassigned()).hasSize(1);
        assertThat(answer.whatIf())
                .extracting(RoutesAnswer.WhatIfBody::change)
                .containsExactly("ONE_MORE_VEHICLE", "WIDER_WINDOW");
        assertThat(answer.whatIf().getFirst().served()).isEqualTo(1);
        assertThat(answer.whatIf().getFirst().saved()).isNegative();
        assertThat(answer.whatIf().getLast()).isEqualTo(new RoutesAnswer.WhatIfBody("WIDER_WINDOW", "a", 0, 0));
    }

    @Test
    void aRunningPlanGoesOnWithWhatIsLocked() throws IOException {
        RoutesAnswer answer = plan("""
                ,"running":{"now":"08:12","costPerChange":5,"routes":[{"vehicle":"van","stops":["gone","b"],"locked":2,"departure":"08:00"}]}
                """);
        RouteBody route = answer.routes().getFirst();
        assertThat(route.running()).contains(0);
        assertThat(route.visits().stream().flatMap(visit -> visit.stop().stream()))
                .containsExactly("b", "a");
        assertThat(route.visits().getLast().start()).isEqualTo("10:00");
        assertThat(answer.moved()).isEmpty();
    }

    @Test
    void whatIsWrongInARequestIsSaid() {
        assertThatThrownBy(() -> plan(",\"pairs\":[{\"pickup\":\"a\",\"delivery\":\"nowhere\"}]"))
                .hasMessage("stop must be one of those given, was nowhere");
        assertThatThrownBy(() -> plan(",\"seconds\":99")).hasMessage("seconds must be 0.01..60, was 99");
        assertThatThrownBy(() -> plan(",\"speeds\":[{\"from\":\"8 o'clock\",\"percent\":50}]"))
                .hasMessage("from of speeds must be a time such as 08:30, was 8 o'clock");
    }

    @Test
    void villagesAreStopsOfTheirForecastsQuantileAndKeepTheirVehicle() throws IOException {
        NetworkNode park = new NetworkNode("K", "县", NetworkTier.COUNTY, Optional.of("C"), 106, 31);
        List<NetworkNode> villages = new ArrayList<>();
        List<NodeForecast> monday = new ArrayList<>();
        List<NodeForecast> tuesday = new ArrayList<>();
        for (int v = 0; v < 24; v++) {
            NetworkNode village = new NetworkNode(
                    "V" + v,
                    "村" + v,
                    NetworkTier.VILLAGE,
                    Optional.of("T"),
                    106 + v % 6 * 0.03,
                    31 + Math.floorDiv(v, 6) * 0.03);
            villages.add(village);
            monday.add(forecast(village, 100));
            tuesday.add(forecast(village, v == 3 ? 0 : 110));
        }
        VillageTours tours = new VillageTours(park, villages, 0.9, Optional.empty(), false);
        RoutesRequest first = tours.request(monday, Optional.empty(), Optional.of(500L));
        assertThat(first.stops())
                .hasSize(24)
                .allSatisfy(stop -> assertThat(stop.load()).containsExactly(120));
        RoutesAnswer territories = planner.plan(first, 60);
        RoutesRequest second = tours.request(tuesday, Optional.empty(), Optional.of(500L));
        assertThat(second.stops()).hasSize(23);
        RoutesAnswer stable = planner.plan(VillageTours.inTerritories(second, territories, 1_000), 60);
        assertThat(stable.unassigned()).isEmpty();
        // 22 of 23 villages of 132 parcels need no other vehicle than before, or one that is new.
        assertThat(stable.moved()).hasSizeLessThan(4);
    }

    private static NodeForecast forecast(NetworkNode village, double mean) {
        return new NodeForecast(
                village.id(),
                village.name(),
                NetworkTier.VILLAGE,
                Direction.DELIVERY,
                new ServiceDate(LocalDate.of(2026, 11, 25)),
                mean,
                List.of(new Interval(80, mean * 0.8, mean * 1.2), new Interval(95, mean * 0.7, mean * 1.3)),
                "test",
                ForecastParts.unexplained(mean));
    }

    private RoutesAnswer plan(String more) throws IOException {
        return planner.plan(read(REQUEST.formatted(more)), 60);
    }

    private static RoutesRequest read(String json) {
        return new JsonMapper().readValue(json, RoutesRequest.class);
    }
}
