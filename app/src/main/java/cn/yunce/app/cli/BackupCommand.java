package cn.yunce.app.cli;

import cn.yunce.app.database.Backups;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "backup",
        description = "备份全部数据，服务可照常运行。Saves all data into a file; the service may run meanwhile.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @ParentCommand
    private YunceCommand yunce;

    @Parameters(paramLabel = "FILE", description = "备份文件 file to write")
    private Path file;

    @Override
    public Integer call() throws Exception {
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target) || !Files.isDirectory(target.resolveSibling("."))) {
            throw new BadInput(file + ": expected a file in a folder that exists");
        }
        Backups.save(yunce.settings(), target);
        System.out.printf("%s: %,d bytes%n", target, Files.size(target));
        return CommandLines.DONE;
    }
}
