package cn.yunce.assistant;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.LocalDate;
import java.util.Random;

@AnalyzeClasses(packages = "cn.yunce.assistant", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("cn.yunce.assistant.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_REST_OF_THE_PRODUCT_IS_UNKNOWN =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("cn.yunce.forecasting..", "cn.yunce.app..");

    @ArchTest
    static final ArchRule THE_PUBLISHED_API_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("cn.yunce.assistant")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("cn.yunce.assistant.*..", "org.springframework..", "dev.langchain4j..");

    @ArchTest
    static final ArchRule THE_WEB_TALKS_TO_THE_PUBLISHED_API_ONLY = noClasses()
            .that()
            .resideInAPackage("..assistant.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..assistant.corpus..", "..assistant.retrieval..", "..assistant.persistence..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule SQL_STAYS_IN_PERSISTENCE = noClasses()
            .that()
            .resideInAnyPackage("..assistant.corpus..", "..assistant.retrieval..", "..assistant.chat..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..");

    @ArchTest
    static final ArchRule IMPLEMENTATIONS_STAY_IN_THEIR_PACKAGE = ArchRuleDefinition.classes()
            .that()
            .areAnnotatedWith(org.springframework.stereotype.Service.class)
            .or()
            .areAnnotatedWith(org.springframework.stereotype.Component.class)
            .should()
            .notHaveModifier(JavaModifier.PUBLIC);

    @ArchTest
    static final ArchRule TIME_AND_CHANCE_COME_FROM_OUTSIDE =
            noClasses().should().callMethod(LocalDate.class, "now").orShould().callConstructor(Random.class);
}
