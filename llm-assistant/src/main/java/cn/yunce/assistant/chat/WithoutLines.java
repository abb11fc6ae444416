package cn.yunce.assistant.chat;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** A stream that lets everything through but whole lines with one beginning. */
final class WithoutLines extends PrintStream {
    private final String beginning;

    WithoutLines(PrintStream out, String beginning) {
        super(out, true, out.charset());
        this.beginning = beginning;
    }

    @Override
    public void println(@Nullable String line) {
        if (line == null || !line.startsWith(beginning)) {
            super.println(line);
        }
    }
}
