package cn.yunce.assistant.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KpiCatalogueTest {
    private static final String ENTRY = """
            - id: onTimeRate
              zh: 时限准时率
              en: on-time rate
              synonyms: [准时率]
              definition: 准时件数 ÷ 件数
              definitionEn: parcels on time ÷ parcels
              facts: kpi_daily
              fact: onTimeRate
              aggregate: RATIO
              scale: 100
              unit: "%"
              decimals: 2
              better: HIGHER
              level: COUNTY
              target: {value: 96, paragraph: 四、（一）1}
            """;

    @Test
    void theCatalogueOfTheProductHasMoreThanFortyKpis() {
        assertThat(KpiCatalogue.load().kpis()).hasSizeGreaterThan(40);
    }

    @Test
    void everyKpiHasANameAndADefinitionInEnglish() {
        assertThat(KpiCatalogue.load().kpis())
                .allSatisfy(kpi -> assertThat(kpi.en() + kpi.definitionEn()).doesNotContainPattern("\\p{IsHan}"));
    }

    @Test
    void aWholeEntryIsRead() {
        assertThat(KpiCatalogue.parse(ENTRY).kpis())
                .singleElement()
                .satisfies(kpi -> assertThat(kpi.target()).isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "aggregate: RATIO,aggregate: MEAN,'KPI onTimeRate, aggregate: expected one of [SUM, RATIO, LAST, LAST_RATIO], found MEAN'",
        "scale: 100,scale: viel,'KPI onTimeRate, scale: expected a number, found viel'",
        "scale: 100,scale: 0,'onTimeRate: scale must be positive and decimals 0..6, were 0.0 and 2'",
        "level: COUNTY,colour: red,'KPI onTimeRate'",
        "value: 96,value: high,'KPI onTimeRate, value: expected a number, found high'"
    })
    void whatIsWrongIsNamed(String right, String wrong, String message) {
        assertThatThrownBy(() -> KpiCatalogue.parse(ENTRY.replace(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void twoKpisOfOneNameAreRefused() {
        assertThatThrownBy(() -> KpiCatalogue.parse(ENTRY + ENTRY)).hasMessageContaining("an id and zh of its own");
    }
}
