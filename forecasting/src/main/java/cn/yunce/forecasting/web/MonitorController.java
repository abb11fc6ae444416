package cn.yunce.forecasting.web;

import cn.yunce.forecasting.Champions;
import cn.yunce.forecasting.Champions.Promotion;
import cn.yunce.forecasting.Champions.Score;
import cn.yunce.forecasting.Champions.SeriesGroup;
import cn.yunce.forecasting.Champions.Standing;
import cn.yunce.forecasting.DriftAlarms;
import cn.yunce.forecasting.DriftAlarms.DriftAlarm;
import cn.yunce.forecasting.ModelPool;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkTier;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1/monitor")
class MonitorController {
    private final DriftAlarms alarms;
    private final Champions champions;

    MonitorController(DriftAlarms alarms, Champions champions) {
        this.alarms = alarms;
        this.champions = champions;
    }

    @GetMapping("/drift")
    List<Alarm> drift() {
        return alarms.listAlarms().stream().map(Alarm::of).toList();
    }

    @GetMapping("/champions")
    List<StandingView> champions() {
        return champions.listStandings().stream().map(StandingView::of).toList();
    }

    @GetMapping("/promotions")
    List<PromotionView> promotions() {
        return champions.listPromotions().stream().map(PromotionView::of).toList();
    }

    /** Without a challenger none is tried. */
    @PutMapping("/champions/{tier}/{direction}")
    StandingView decide(
            @PathVariable NetworkTier tier,
            @PathVariable Direction direction,
            @RequestBody Decision decision,
            Principal caller) {
        SeriesGroup group = new SeriesGroup(tier, direction);
        try {
            champions.decide(group, decision.champion(), decision.challenger(), caller.getName());
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
        return champions().stream()
                .filter(standing -> standing.tier() == tier && standing.direction() == direction)
                .findFirst()
                .orElseThrow();
    }

    record Decision(ModelPool champion, Optional<ModelPool> challenger) {
        Decision {
            if (champion == null) {
                throw new IllegalArgumentException("champion must be one of " + List.of(ModelPool.values()));
            }
        }
    }

    record StandingView(
            NetworkTier tier,
            Direction direction,
            ModelPool champion,
            Optional<ModelPool> challenger,
            Optional<Score> score) {
        static StandingView of(Standing standing) {
            return new StandingView(
                    standing.group().tier(),
                    standing.group().direction(),
                    standing.champion(),
                    standing.challenger(),
                    standing.score());
        }
    }

    record PromotionView(
            NetworkTier tier,
            Direction direction,
            ModelPool from,
            ModelPool to,
            Optional<Score> score,
            String by,
            Instant at) {
        static PromotionView of(Promotion promotion) {
            return new PromotionView(
                    promotion.group().tier(),
                    promotion.group().direction(),
                    promotion.from(),
                    promotion.to(),
                    promotion.score(),
                    promotion.by(),
                    promotion.at());
        }
    }

    record Alarm(
            DriftAlarms.Kind kind,
            String series,
            DriftAlarms.Side side,
            LocalDate since,
            LocalDate raisedOn,
            double meanScaledError,
            double meanError,
            double statistic) {
        static Alarm of(DriftAlarm alarm) {
            return new Alarm(
                    alarm.kind(),
                    alarm.series(),
                    alarm.side(),
                    alarm.since().date(),
                    alarm.raisedOn().date(),
                    alarm.meanScaledError(),
                    alarm.meanError(),
                    alarm.statistic());
        }
    }
}
