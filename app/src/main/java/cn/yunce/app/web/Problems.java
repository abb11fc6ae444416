package cn.yunce.app.web;

import cn.yunce.forecasting.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.DatabindException;

/** Every failure as an RFC 9457 problem that says what was wrong, and never how the service is made. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int MAX_DETAIL = 300;

    @ExceptionHandler
    ProblemDetail badInput(BadInputException e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage());
        problem.setProperty("errors", e.errors());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail badArgument(IllegalArgumentException e) {
        LOG.debug("Refused as a bad argument", e);
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, shortened(String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ProblemDetail refused(RequestRejectedException e) {
        LOG.debug("Refused by the firewall", e);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "parameters must be without control characters");
    }

    @ExceptionHandler
    ProblemDetail noUpload(MultipartException e) {
        LOG.debug("No form could be read", e);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "the body must be a multipart/form-data form with a part named file");
    }

    @ExceptionHandler
    ProblemDetail noDatabase(DataAccessResourceFailureException e) {
        LOG.error("The database does not answer", e);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "the database does not answer; try again in a moment");
    }

    /** The caller has gone; there is nobody to tell. */
    @Override
    protected @Nullable ResponseEntity<Object> handleAsyncRequestNotUsableException(
            AsyncRequestNotUsableException e, WebRequest request) {
        LOG.debug("The caller dropped the request", e);
        return null;
    }

    @ExceptionHandler
    ProblemDetail failed(Exception e) {
        LOG.error("Request failed", e);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "the service could not do that; its log says why");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<Map<String, String>> errors = e.getBindingResult().getFieldErrors().stream()
                .map(error -> Map.of("field", error.getField(), "message", String.valueOf(error.getDefaultMessage())))
                .toList();
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status,
                errors.stream()
                        .map(error -> error.get("field") + " " + error.get("message"))
                        .sorted()
                        .reduce((a, b) -> a + "; " + b)
                        .orElse("the request must be valid"));
        problem.setProperty("errors", errors);
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Throwable cause = e.getMostSpecificCause();
        String detail = cause instanceof IllegalArgumentException
                ? String.valueOf(cause.getMessage())
                : "the body must be JSON of the documented shape";
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, shortened(detail));
        if (e.getCause() instanceof DatabindException at && !at.getPath().isEmpty()) {
            problem.setProperty(
                    "errors", List.of(Map.of("field", field(at), "message", "must be of the documented shape")));
        }
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    private static String field(DatabindException e) {
        return shortened(e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName())
                .collect(Collectors.joining(".")));
    }

    private static String shortened(String text) {
        return text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL) + "…";
    }
}
