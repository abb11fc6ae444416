package cn.yunce.forecasting.web;

import cn.yunce.forecasting.PolicyTargets;
import cn.yunce.forecasting.VolumeForecasts;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class NetworkController {
    private final VolumeForecasts forecasts;
    private final PolicyTargets targets;

    NetworkController(VolumeForecasts forecasts, PolicyTargets targets) {
        this.forecasts = forecasts;
        this.targets = targets;
    }

    @GetMapping("/network/nodes")
    List<NetworkNode> nodes(@RequestParam Optional<NetworkTier> tier, @RequestParam Optional<String> parent) {
        return forecasts.listNodes(tier, parent);
    }

    @GetMapping("/targets")
    List<PolicyTargets.Target> targets() {
        return targets.listTargets();
    }
}
