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
 * @param gold articles that may be cited, law and number: 快递暂行条例第二十七条; empty where none is due
 * @param answerable false where the right answer is a refusal
 * @param kind group that is scored apart: policy, absent, attacks
 * @param region id of the county that the one who asks is limited to
 * @param before turns of the conversation that come before, not scored
 * @param style group within the kind: plain, spoken; empty where there is none
 */
public record JudgedQuestion(
        String id,
        Role role,
        Optional<String> region,
        List<String> before,
        String question,
        Optional<LocalDate> asOf,
        Route route,
        List<String> gold,
        boolean answerable,
        String kind,
        String style,
        Expected expected) {
    public JudgedQuestion {
        gold = List.copyOf(gold);
        before = List.copyOf(before);
        if (question.isBlank()) {
            throw new IllegalArgumentException("question must not be blank");
        }
    }
}
