package cn.yunce.assistant.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.assistant.Caller;
import cn.yunce.assistant.KpiDefinitions.Change;
import cn.yunce.assistant.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditedCatalogueTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 25);
    private final MemoryEdits edits = new MemoryEdits();
    private final EditedCatalogue catalogue =
            new EditedCatalogue(KpiCatalogue.load(), edits, new TimeGrammar(new OneHoliday()));
    private final Metrics metrics = new CatalogueMetrics(
            catalogue,
            new MemoryStore().with("onTimeRate", "K1", "2026-10-01", 97, 100),
            new OneHoliday(),
            Clock.systemUTC());

    private MetricAnswer ask(String question, Role role) {
        return metrics.prepare(question, AS_OF, Caller.of(role), Optional.of("talk"))
                .orElseThrow()
                .answer();
    }

    @Test
    void aNewTargetCountsWithTheNextQuestion() {
        assertThat(ask("上个月准时率", Role.MANAGER).text()).contains("已达标");
        catalogue.change("onTimeRate", Map.of("target", Map.of("value", 98, "paragraph", "年度考核办法三")), "root");
        assertThat(ask("上个月准时率", Role.MANAGER).text())
                .contains("未达标，低于目标 98.00%")
                .contains("年度考核办法三");
        assertThat(ask("同比呢", Role.MANAGER).text()).contains("98.00%");
    }

    @Test
    void aNewNameIsUnderstoodAndANameThatIsGoneIsNot() {
        catalogue.change("onTimeRate", Map.of("synonyms", List.of("守时度")), "root");
        assertThat(ask("上个月守时度", Role.MANAGER).text()).contains("时限准时率 97.00%");
        assertThat(metrics.prepare("上个月时限达成率", AS_OF, Caller.of(Role.MANAGER), Optional.empty())
                        .filter(Metrics.Prepared::exact))
                .isEmpty();
    }

    @Test
    void aRoleThatLosesAKpiIsRefusedEvenInAConversationThatHadIt() {
        ask("上个月准时率", Role.DISPATCHER);
        catalogue.change("onTimeRate", Map.of("roles", List.of("MANAGER")), "root");
        assertThat(ask("同比呢", Role.DISPATCHER).refused()).isTrue();
        assertThat(catalogue.find("onTimeRate", Role.DISPATCHER)).isEmpty();
        assertThat(catalogue.find("onTimeRate", Role.ADMIN)).isPresent();
    }

    @Test
    void whatWasChangedIsKeptWithWhoAndWhatItWas() {
        catalogue.change("onTimeRate", Map.of("decimals", 1, "zh", "时限准时率"), "root");
        assertThat(catalogue.listChanges(9, Optional.of("onTimeRate")))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.by()).isEqualTo("root");
                    assertThat(change.before()).isEqualTo(Map.of("decimals", 2));
                    assertThat(change.after()).isEqualTo(Map.of("decimals", 1));
                });
        assertThat(catalogue.find("onTimeRate", Role.ADMIN).orElseThrow()).containsEntry("edited", List.of("decimals"));
    }

    @Test
    void aChangeThatChangesNothingIsNoChange() {
        catalogue.change("onTimeRate", Map.of("decimals", 2), "root");
        assertThat(edits.changes).isEmpty();
    }

    @Test
    void aKpiBecomesAgainWhatItWasBeforeAChange() {
        catalogue.change("onTimeRate", Map.of("decimals", 1), "root");
        Map<String, Object> noTarget = new LinkedHashMap<>();
        noTarget.put("target", null);
        catalogue.change("onTimeRate", noTarget, "root");
        assertThat(catalogue.find("onTimeRate", Role.ADMIN).orElseThrow()).doesNotContainKey("target");

        Map<String, Object> reverted = catalogue.revert(2, "other");
        assertThat(reverted).containsEntry("decimals", 1).containsKey("target");
        assertThat(catalogue.revert(1, "other")).containsEntry("decimals", 2).containsEntry("edited", List.of());
        assertThat(catalogue.listChanges(1, Optional.empty()))
                .singleElement()
                .satisfies(change -> assertThat(change.reverts()).contains(1L));
        assertThatThrownBy(() -> catalogue.revert(77, "other"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("there is no change 77");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decimals | -1 | onTimeRate: scale must be positive and decimals 0..6, were 100.0 and -1",
                "decimals | 1.5 | KPI onTimeRate, decimals: expected a whole number, found 1.5",
                "better | BIGGER | KPI onTimeRate, better: expected one of [HIGHER, LOWER, NEITHER], found BIGGER",
                "zh | 投诉率 | KPI complaintRatePerTenThousand: expected an id and zh of its own, found 投诉率 twice",
                "zh | 件 | KPI onTimeRate, zh: expected names of 2 to 30 letters and digits, Latin ones with blanks, found 件",
                "zh | 上个月 | KPI onTimeRate, zh: expected a name that says no time, found 上个月",
                "fact | complaints | KPI onTimeRate, fact: expected one of the fields",
                "colour | red | KPI onTimeRate, colour: expected one of the fields",
                "smallSample | -3 | onTimeRate: smallSample must not be negative, was -3.0",
                "roles | MANAGER | KPI onTimeRate, roles: expected a list of texts, found MANAGER",
                "target | 96 | KPI onTimeRate, target: expected {value, paragraph, due}, found 96"
            })
    void whatIsWrongIsNamedAndChangesNothing(String field, String value, String message) {
        Object typed = value.matches("-?[\\d.]+") ? (Object) number(value) : value;
        assertThatThrownBy(() -> catalogue.change("onTimeRate", Map.of(field, typed, "definition", "另一种口径"), "root"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
        assertThat(edits.changes).isEmpty();
        assertThat(catalogue.find("onTimeRate", Role.ADMIN).orElseThrow())
                .containsEntry("definition", "72小时内妥投件数 ÷ 投递件数");
    }

    private static Number number(String value) {
        return value.contains(".") ? (Number) Double.valueOf(value) : Integer.valueOf(value);
    }

    @Test
    void changesThatDoNotFitALaterCatalogueAreLeftOut() {
        edits.keep("onTimeRate", Map.of("zh", "投诉率"));
        edits.keep("complaints", Map.of("decimals", 1));
        assertThat(catalogue.find("onTimeRate", Role.ADMIN).orElseThrow()).containsEntry("zh", "时限准时率");
        assertThat(catalogue.find("complaints", Role.ADMIN).orElseThrow()).containsEntry("decimals", 1);
    }

    /** As the table keeps them. */
    private static final class MemoryEdits implements KpiEdits {
        private final List<Change> changes = new ArrayList<>();
        private final List<Map<String, Object>> fields = new ArrayList<>();

        void keep(String kpi, Map<String, Object> kept) {
            changes.add(new Change(changes.size() + 1L, kpi, Map.of(), kept, Optional.empty(), "root", Instant.EPOCH));
            fields.add(kept);
        }

        @Override
        public long lastChange() {
            return changes.size();
        }

        @Override
        public Map<String, Map<String, Object>> current() {
            Map<String, Map<String, Object>> current = new LinkedHashMap<>();
            for (int i = 0; i < changes.size(); i++) {
                current.put(changes.get(i).kpi(), fields.get(i));
            }
            return current;
        }

        @Override
        public Optional<Before> findBefore(long change) {
            if (change < 1 || change > changes.size()) {
                return Optional.empty();
            }
            String kpi = changes.get((int) change - 1).kpi();
            Map<String, Object> before = Map.of();
            for (int i = 0; i < change - 1; i++) {
                before = changes.get(i).kpi().equals(kpi) ? fields.get(i) : before;
            }
            return Optional.of(new Before(kpi, before));
        }

        @Override
        public void add(Function<Map<String, Map<String, Object>>, Optional<Edit>> decide, String user) {
            decide.apply(Collections.unmodifiableMap(current())).ifPresent(edit -> {
                changes.add(new Change(
                        changes.size() + 1L,
                        edit.kpi(),
                        edit.before(),
                        edit.after(),
                        edit.reverts(),
                        user,
                        Instant.EPOCH));
                fields.add(edit.fields());
            });
        }

        @Override
        public List<Change> listChanges(int limit, Optional<String> kpi) {
            return changes.reversed().stream()
                    .filter(change -> kpi.isEmpty() || kpi.get().equals(change.kpi()))
                    .limit(limit)
                    .toList();
        }
    }
}
