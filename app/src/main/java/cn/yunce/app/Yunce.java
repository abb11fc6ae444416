package cn.yunce.app;

import cn.yunce.app.cli.CommandLines;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The product's main class: the command line, and what the service is made of. */
@SpringBootApplication(scanBasePackages = "cn.yunce")
public class Yunce {
    public static void main(String[] args) {
        System.exit(CommandLines.run(Yunce.class, args));
    }
}
