package cn.yunce.forecasting.web;

import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.ServiceDate;
import java.time.LocalDate;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Checks of request parameters that answer 400. */
final class Parameters {
    private static final LocalDate FIRST = LocalDate.of(1990, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

    private Parameters() {}

    /** Days far off are mistakes, and some are beyond what PostgreSQL holds. */
    static ServiceDate day(LocalDate date) {
        if (date.isBefore(FIRST) || date.isAfter(LAST)) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "date must be " + FIRST + ".." + LAST + ", was " + date);
        }
        return new ServiceDate(date);
    }

    static int inRange(String name, int value, int lo, int hi) {
        try {
            return Checks.inRange(name, value, lo, hi);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }
}
