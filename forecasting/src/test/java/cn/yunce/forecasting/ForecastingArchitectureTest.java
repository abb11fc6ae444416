package cn.yunce.forecasting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;

/** What the packages may know of each other and of libraries. */
@AnalyzeClasses(packages = "cn.yunce.forecasting", importOptions = ImportOption.DoNotIncludeTests.class)
class ForecastingArchitectureTest {
    private static final String BASE = "cn.yunce.forecasting";

    @ArchTest
    static final ArchRule learningLibrariesStayInModel = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..", "org.bytedeco..", "smile..");

    @ArchTest
    static final ArchRule domainAndCalendarUseTheJdkAlone = classes()
            .that()
            .resideInAnyPackage(BASE + ".domain..", BASE + ".calendar..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations", BASE + ".domain..", BASE + ".calendar..");

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching(BASE + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule modelKnowsNoPersistenceWebOrSpring = noClasses()
            .that()
            .resideInAnyPackage(BASE, BASE + ".model..", BASE + ".scheduling..", BASE + ".file..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASE + ".persistence..", BASE + ".web..", "org.springframework..");

    @ArchTest
    static final ArchRule theAssistantIsUnknown =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("cn.yunce.assistant..", "cn.yunce.app..");

    @ArchTest
    static final ArchRule modelShowsItsFactoryAlone = classes()
            .that()
            .resideInAPackage(BASE + ".model")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("ForecastEngines")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule timeComesFromAClock = noClasses()
            .should()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule randomnessHasASeed =
            noClasses().should().callConstructor(Random.class).orShould().callMethod(Math.class, "random");
}
