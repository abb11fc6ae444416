package cn.yunce.forecasting.web;

import cn.yunce.forecasting.domain.Checks;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Checks of request parameters that answer 400. */
final class Parameters {
    private Parameters() {}

    static int inRange(String name, int value, int lo, int hi) {
        try {
            return Checks.inRange(name, value, lo, hi);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }
}
