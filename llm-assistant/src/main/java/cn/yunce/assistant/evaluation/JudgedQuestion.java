package cn.yunce.assistant.evaluation;

import cn.yunce.assistant.Role;
import cn.yunce.assistant.Route;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A question with what a right answer is.
 *
 * @param asOf the day whose law and data count; today when empty
 * @param gold articles of which one at least must be cited, law and number: 快递暂行条例第二十七条; empty where none is due
 * @param answerable false where the right answer is a refusal
 */
public record JudgedQuestion(
        String id,
        Role role,
        String question,
        Optional<LocalDate> asOf,
        Route route,
        List<String> gold,
        boolean answerable) {
    public JudgedQuestion {
        gold = List.copyOf(gold);
    }
}
