package cn.yunce.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.core.domain.properties.HasParameterTypes.Predicates.rawParameterTypes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

/** What may know what, over the whole product. */
@AnalyzeClasses(packages = "cn.yunce", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String FORECASTING = "cn.yunce.forecasting..";
    private static final String ASSISTANT = "cn.yunce.assistant..";
    private static final String APP = "cn.yunce.app..";
    private static final String[] NUMERIC_LIBRARIES = {"org.deeplearning4j..", "org.nd4j..", "smile.."};
    /** Learns what the search of articles and the router load; nothing that answers questions knows how. */
    private static final String RANKING_TRAINING = "cn.yunce.assistant.retrieval.RankingTraining";

    private static final String SCOPE_TRAINING = "cn.yunce.assistant.retrieval.ScopeTraining";
    private static final String CLASSIFIER_TRAINING = "cn.yunce.assistant.chat.ClassifierTraining";

    @ArchTest
    static final ArchRule FORECASTING_DOES_NOT_KNOW_THE_ASSISTANT = noClasses()
            .that()
            .resideInAPackage(FORECASTING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ASSISTANT, APP, "cn.yunce.training..");

    @ArchTest
    static final ArchRule THE_ASSISTANT_DOES_NOT_KNOW_FORECASTING = noClasses()
            .that()
            .resideInAPackage(ASSISTANT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FORECASTING, APP, "cn.yunce.training..");

    @ArchTest
    static final ArchRule LANGCHAIN4J_IS_THE_ASSISTANTS_OWN = noClasses()
            .that()
            .resideOutsideOfPackage(ASSISTANT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.langchain4j..", "de.kherud..");

    @ArchTest
    static final ArchRule NUMERIC_LIBRARIES_ARE_THE_MODELS_OWN = noClasses()
            .that()
            .resideOutsideOfPackage("cn.yunce.forecasting.model..")
            .and()
            .doNotHaveFullyQualifiedName(RANKING_TRAINING)
            .and()
            .doNotHaveFullyQualifiedName(SCOPE_TRAINING)
            .and()
            .doNotHaveFullyQualifiedName(CLASSIFIER_TRAINING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(NUMERIC_LIBRARIES);

    @ArchTest
    static final ArchRule DOMAIN_AND_CALENDAR_USE_THE_JDK_ALONE = classes()
            .that()
            .resideInAnyPackage("cn.yunce.forecasting.domain..", "cn.yunce.forecasting.calendar..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations..",
                    "cn.yunce.forecasting.domain..",
                    "cn.yunce.forecasting.calendar..");

    @ArchTest
    static final ArchRule SPRING_STAYS_AT_FORECASTINGS_EDGE = noClasses()
            .that()
            .resideInAPackage(FORECASTING)
            .and()
            .resideOutsideOfPackages(
                    "cn.yunce.forecasting.persistence..", "cn.yunce.forecasting.web..", "cn.yunce.forecasting.run..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule FORECASTINGS_WEB_TALKS_TO_THE_PUBLISHED_API = noClasses()
            .that()
            .resideInAPackage("cn.yunce.forecasting.web..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(FORECASTING)
                    .and(not(resideInAnyPackage(
                            "cn.yunce.forecasting", "cn.yunce.forecasting.domain..", "cn.yunce.forecasting.web.."))));

    @ArchTest
    static final ArchRule THE_ASSISTANTS_WEB_TALKS_TO_THE_PUBLISHED_API = noClasses()
            .that()
            .resideInAPackage("cn.yunce.assistant.web..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(ASSISTANT)
                    .and(not(resideInAnyPackage("cn.yunce.assistant", "cn.yunce.assistant.web.."))));

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("cn.yunce.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TIME_COMES_FROM_AN_INJECTED_CLOCK = noClasses()
            .should()
            .callMethodWhere(target(name("now"))
                    .and(target(owner(resideInAPackage("java.time"))))
                    .and(target(not(rawParameterTypes(Clock.class)))));

    @ArchTest
    static final ArchRule THE_CLOCK_IS_MADE_IN_ONE_PLACE = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("cn.yunce.app.Engines")
            .should()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule RANDOM_NUMBERS_ARE_SEEDED = noClasses()
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(ThreadLocalRandom.class, "current");

    /** The rules above would pass on nothing; this one fails on nothing. */
    @ArchTest
    static final ArchRule ALL_MODULES_ARE_LOOKED_AT = classes()
            .that(alwaysTrue())
            .should(new ArchCondition<>("be of every module") {
                private final Set<String> seen = new TreeSet<>();

                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    seen.add(item.getPackageName().split("\\.", -1)[2]);
                }

                @Override
                public void finish(ConditionEvents events) {
                    if (!seen.containsAll(Set.of("app", "assistant", "forecasting", "training"))) {
                        events.add(
                                SimpleConditionEvent.violated(seen, "expected classes of four modules, found " + seen));
                    }
                }
            });
}
