package cn.yunce.app.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Container;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Problems where no controller was reached: what the firewall, a filter or Tomcat itself refused. */
@Configuration(proxyBeanMethods = false)
class ErrorProblems {
    private static final String REFUSED = "the request must be valid HTTP for a path of this service";

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            Container host = context.getParent();
            if (host instanceof StandardHost standard) {
                standard.getPipeline().addValve(new ProblemValve());
            }
        });
    }

    /** Hidden, for it is no endpoint but where the container sends failures. */
    @Hidden
    @RestController
    static final class Fallback implements ErrorController {
        @RequestMapping("/error")
        ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
            HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                    ? HttpStatus.valueOf(code)
                    : HttpStatus.NOT_FOUND;
            String detail = status.is5xxServerError() ? "the service could not do that; its log says why" : REFUSED;
            return ResponseEntity.status(status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(ProblemDetail.forStatusAndDetail(status, detail));
        }
    }

    /** In place of Tomcat's page. */
    private static final class ProblemValve extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            try {
                byte[] problem = "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(HttpStatus.valueOf(status).getReasonPhrase(), status, REFUSED)
                        .getBytes(StandardCharsets.UTF_8);
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.getOutputStream().write(problem);
                response.finishResponse();
            } catch (IOException e) {
                container.getLogger().debug("The caller has gone", e);
            }
        }
    }
}
