package cn.yunce.app.cli;

import cn.yunce.app.database.Backups;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "restore",
        description = "以备份替换全部数据；失败则一切不变。Puts a backup in the place of all data, or changes nothing.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @ParentCommand
    private YunceCommand yunce;

    @Parameters(paramLabel = "FILE", description = "备份文件 file that backup wrote")
    private Path file;

    @Override
    public Integer call() throws Exception {
        Path source = file.toRealPath();
        if (!Backups.isBackup(source)) {
            throw new BadInput(file + ": expected a file that yunce backup wrote, found another");
        }
        Backups.load(yunce.settings(), source);
        System.out.println("已恢复。Restored; a running service should be started anew.");
        return CommandLines.DONE;
    }
}
