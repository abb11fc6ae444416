package cn.yunce.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.LocalDate;
import java.time.LocalDateTime;

@AnalyzeClasses(packages = "cn.yunce.cluster", importOptions = DoNotIncludeTests.class)
class ClusterArchitectureTest {
    @ArchTest
    static final ArchRule theEngineAloneIsKnown = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "cn.yunce.forecasting.persistence..",
                    "cn.yunce.forecasting.run..",
                    "cn.yunce.forecasting.scheduling..",
                    "cn.yunce.forecasting.web..");

    @ArchTest
    static final ArchRule theClockIsNotAsked = noClasses()
            .should()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
