package cn.yunce.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service. */
@SpringBootApplication(scanBasePackages = "cn.yunce")
public class Yunce {
    public static void main(String[] args) {
        SpringApplication.run(Yunce.class, args);
    }
}
