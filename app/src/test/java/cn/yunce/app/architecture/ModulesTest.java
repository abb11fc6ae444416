package cn.yunce.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModuleDependency;
import org.springframework.modulith.core.ApplicationModules;

/** The modules as Spring Modulith sees them: the folders of the repository, each knowing only those it may. */
class ModulesTest {
    private static final ApplicationModules MODULES =
            ApplicationModules.of("cn.yunce", new ImportOption.DoNotIncludeTests());

    @Test
    void thereAreFourModules() {
        assertThat(MODULES.stream()
                        .map(module -> module.getIdentifier().toString())
                        .sorted()
                        .toList())
                .isEqualTo(List.of("app", "assistant", "forecasting", "training"));
    }

    @Test
    void modulesHaveNoCycles() {
        assertThat(MODULES.detectViolations().getMessages().stream().filter(line -> line.contains("Cycle")))
                .isEmpty();
    }

    @Test
    void aModuleKnowsOnlyThoseItMay() {
        assertThat(dependencies("forecasting")).isEmpty();
        assertThat(dependencies("assistant")).isEmpty();
        assertThat(dependencies("training")).containsExactly("forecasting");
        assertThat(dependencies("app")).containsExactly("assistant", "forecasting", "training");
    }

    private static List<String> dependencies(String module) {
        return MODULES.getModuleByName(module).orElseThrow().getDirectDependencies(MODULES).stream()
                .map(ApplicationModuleDependency::getTargetModule)
                .map(target -> target.getIdentifier().toString())
                .distinct()
                .sorted()
                .toList();
    }
}
