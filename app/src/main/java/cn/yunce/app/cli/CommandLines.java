package cn.yunce.app.cli;

import cn.yunce.forecasting.BadInputException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs a command line. */
public final class CommandLines {
    static final int DONE = 0;
    static final int BAD_INPUT = 2;
    static final int COULD_NOT_FINISH = 3;

    private CommandLines() {}

    /**
     * Runs the command and returns the exit status.
     *
     * @param application the Spring application that commands with a database start
     */
    public static int run(Class<?> application, String... args) {
        return new CommandLine(new YunceCommand(application))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(CommandLines::badParameter)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command))
                .execute(args.length == 0 ? new String[] {"--help"} : args);
    }

    private static int badParameter(ParameterException failure, String... args) {
        CommandLine command = failure.getCommandLine();
        say(command, message(failure) + "; see " + command.getCommandSpec().qualifiedName() + " --help");
        return BAD_INPUT;
    }

    private static int failed(Exception failure, CommandLine command) {
        LoggerFactory.getLogger(CommandLines.class).debug("{} failed", command.getCommandName(), failure);
        Optional<Throwable> badInput = badInput(failure);
        say(command, message(badInput.orElse(root(failure))));
        return badInput.isPresent() ? BAD_INPUT : COULD_NOT_FINISH;
    }

    /** What the caller can mend: a value or a file. */
    private static Optional<Throwable> badInput(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadInput
                    || cause instanceof BadInputException
                    || cause instanceof NoSuchFileException) {
                return Optional.of(cause);
            }
        }
        return failure instanceof IllegalArgumentException ? Optional.of(failure) : Optional.empty();
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return switch (failure) {
            case NoSuchFileException missing -> missing.getFile() + ": expected a file or folder, found none";
            case FileSystemException file ->
                file.getFile() + ": "
                        + (file.getReason() == null ? file.getClass().getSimpleName() : file.getReason());
            default ->
                message == null || message.isBlank()
                        ? failure.getClass().getSimpleName()
                        : message.strip().replaceAll("\\s*\\R\\s*", " ");
        };
    }

    private static void say(CommandLine command, String line) {
        command.getErr().println("yunce: " + line);
        command.getErr().flush();
    }
}
