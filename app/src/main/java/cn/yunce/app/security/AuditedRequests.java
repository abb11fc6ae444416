package cn.yunce.app.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Writes down who imported, ran, re-planned, added documents, changed KPIs or the language model, and what came of it. */
@Configuration(proxyBeanMethods = false)
class AuditedRequests implements WebMvcConfigurer, HandlerInterceptor {
    private final AuditLog audit;

    AuditedRequests(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns(
                        "/api/v1/imports",
                        "/api/v1/runs",
                        "/api/v1/documents",
                        "/api/v1/kpis/**",
                        "/api/v1/feedback/*/review",
                        "/api/v1/model",
                        "/api/v1/adapters/**",
                        "/api/v1/schedules/**")
                // Posted because it is large; it changes nothing.
                .excludePathPatterns("/api/v1/kpis/query", "/api/v1/kpis/query.xlsx");
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        Principal caller = request.getUserPrincipal();
        if (caller != null && !"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
            audit.record(
                    caller.getName(),
                    request.getMethod() + " " + request.getRequestURI(),
                    (response.getStatus() + " " + files(request)).strip());
        }
    }

    private static String files(HttpServletRequest request) {
        return request instanceof MultipartHttpServletRequest upload
                ? String.join(
                        ", ",
                        upload.getFileMap().values().stream()
                                .map(MultipartFile::getOriginalFilename)
                                .map(String::valueOf)
                                .toList())
                : "";
    }
}
