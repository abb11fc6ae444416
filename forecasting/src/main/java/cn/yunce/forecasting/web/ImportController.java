package cn.yunce.forecasting.web;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.VolumeImports;
import cn.yunce.forecasting.VolumeImports.ImportReport;
import cn.yunce.forecasting.VolumeImports.ImportTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1/imports")
class ImportController {
    private static final int MAX_NAME_LENGTH = 80;

    private final VolumeImports imports;

    ImportController(VolumeImports imports) {
        this.imports = imports;
    }

    /** The answer comes when the file is committed; with bad rows it is a problem that lists them. */
    @PostMapping
    ImportReport load(
            @RequestParam MultipartFile file,
            @RequestParam(defaultValue = "upload") String feed,
            @RequestParam(defaultValue = "false") boolean keepGoodRows)
            throws IOException {
        return received(file, feed, uploaded -> {
            ImportReport report = imports.load(feed, uploaded, keepGoodRows, line -> {});
            if (report.hasErrors() && !keepGoodRows) {
                throw new BadInputException(
                        report.errors(),
                        report.files().stream()
                                .mapToLong(VolumeImports.FileReport::badRows)
                                .sum());
            }
            return report;
        });
    }

    /** What an import of the file would come to; nothing is kept. */
    @PostMapping("/trials")
    ImportTrial tryOut(@RequestParam MultipartFile file, @RequestParam(defaultValue = "upload") String feed)
            throws IOException {
        return received(file, feed, uploaded -> imports.tryOut(feed, uploaded));
    }

    private static <T> T received(MultipartFile file, String feed, Function<Path, T> use) throws IOException {
        if (feed.isBlank() || feed.length() > MAX_NAME_LENGTH) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "feed must have 1.." + MAX_NAME_LENGTH + " characters, had " + feed.length());
        }
        Path folder = Files.createTempDirectory("yunce-import");
        Path uploaded = folder.resolve(safeName(Optional.ofNullable(file.getOriginalFilename())));
        try {
            file.transferTo(uploaded);
            return use.apply(uploaded);
        } finally {
            Files.deleteIfExists(uploaded);
            Files.deleteIfExists(folder);
        }
    }

    /** The sender's name without any path, for the file's ending and for messages. */
    private static String safeName(Optional<String> original) {
        String name = original.orElse("").replaceAll(".*[/\\\\]", "").replaceAll("[^\\p{L}\\p{N}._-]", "_");
        String tail = name.length() > MAX_NAME_LENGTH ? name.substring(name.length() - MAX_NAME_LENGTH) : name;
        return tail.replace(".", "").isBlank() ? "upload.csv" : tail;
    }
}
