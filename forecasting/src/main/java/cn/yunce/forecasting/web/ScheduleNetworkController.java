package cn.yunce.forecasting.web;

import cn.yunce.forecasting.LiveSchedules;
import cn.yunce.forecasting.LiveSchedules.LineTurn;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/schedules/network")
class ScheduleNetworkController {
    private final LiveSchedules live;

    ScheduleNetworkController(LiveSchedules live) {
        this.live = live;
    }

    @GetMapping
    NetworkView network() {
        LiveSchedules.Network network = live.getNetwork();
        return new NetworkView(
                network.fleets().stream().map(FleetView::of).toList(),
                network.lines().stream().map(LineView::of).toList());
    }

    record NetworkView(List<FleetView> fleets, List<LineView> lines) {}

    record FleetView(String fleet, List<String> vehicles) {
        static FleetView of(Fleet fleet) {
            return new FleetView(fleet.id(), fleet.listVehicleIds());
        }
    }

    record LineView(
            String line,
            String origin,
            String site,
            String fleet,
            int latestDepartureMinute,
            double transitMinutes,
            int turnMinutes,
            int containerTurnMinutes) {
        static LineView of(LineTurn turn) {
            Line line = turn.line();
            return new LineView(
                    line.code(),
                    line.origin(),
                    line.site(),
                    line.fleet(),
                    line.latestDepartureMinute(),
                    line.transitMinutes(),
                    turn.turnMinutes(),
                    turn.containerTurnMinutes());
        }
    }
}
