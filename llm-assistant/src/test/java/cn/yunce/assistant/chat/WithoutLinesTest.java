package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WithoutLinesTest {
    @Test
    void onlyTheLinesWithTheBeginningAreLost() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new WithoutLines(new PrintStream(bytes, true, StandardCharsets.UTF_8), "Extracted ");
        out.println("Extracted 'lib.so' to '/tmp/lib.so'");
        out.printf("密码 %s%n", "geheim");
        out.println("运策 http://127.0.0.1:8080");
        out.print("end");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("密码 geheim\n运策 http://127.0.0.1:8080\nend");
    }
}
