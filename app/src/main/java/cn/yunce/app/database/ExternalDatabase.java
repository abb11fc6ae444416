package cn.yunce.app.database;

import cn.yunce.app.database.DatabaseAccess.Login;
import cn.yunce.app.settings.Settings;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** An external PostgreSQL with pgvector, named by {@code YUNCE_DB_URL}. */
final class ExternalDatabase {
    private ExternalDatabase() {}

    /**
     * Reads the settings' addresses: {@code postgresql://user:password@host:port/database} or the same with {@code jdbc:} before
     * it and {@code ?user=…&password=…} behind it.
     *
     * @throws IllegalArgumentException when there is none, or it has another form; the message does not show the password
     */
    static DatabaseAccess access(Settings settings) {
        String url = settings.databaseUrl()
                .orElseThrow(() -> new IllegalArgumentException("YUNCE_DB_URL must be set, was not"));
        Login writer = login("YUNCE_DB_URL", url);
        return new DatabaseAccess(
                jdbcUrl(url),
                writer,
                settings.readerUrl()
                        .map(reader -> login("YUNCE_DB_READER_URL", reader))
                        .orElse(writer),
                settings.readerUrl().isPresent() ? Optional.empty() : Optional.of(DatabaseAccess.READER));
    }

    /** Makes the reader's role, when it is not there and the login may make it. */
    static void prepare(DatabaseAccess access) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        access.url(), access.writer().user(), access.writer().password());
                Statement sql = connection.createStatement()) {
            try (ResultSet rows =
                    sql.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + DatabaseAccess.READER + "'")) {
                if (rows.next()) {
                    return;
                }
            }
            sql.execute("CREATE ROLE " + DatabaseAccess.READER + " NOLOGIN");
            sql.execute("GRANT " + DatabaseAccess.READER + " TO CURRENT_USER");
            for (String limit : EmbeddedDatabase.READER_LIMITS) {
                sql.execute(limit);
            }
        }
    }

    private static String jdbcUrl(String url) {
        URI address = address("YUNCE_DB_URL", url);
        return "jdbc:postgresql://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())
                + address.getPath();
    }

    private static Login login(String variable, String url) {
        URI address = address(variable, url);
        if (address.getRawUserInfo() != null) {
            String[] parts = address.getRawUserInfo().split(":", 2);
            return new Login(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
        }
        return new Login(
                parameter(address, "user")
                        .orElseThrow(() -> new IllegalArgumentException(variable + " must name a user, named none")),
                parameter(address, "password").orElse(""));
    }

    private static Optional<String> parameter(URI address, String name) {
        if (address.getRawQuery() == null) {
            return Optional.empty();
        }
        for (String pair : address.getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return Optional.of(decode(pair.substring(name.length() + 1)));
            }
        }
        return Optional.empty();
    }

    private static URI address(String variable, String url) {
        String plain = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        try {
            URI address = URI.create(plain);
            if (address.getHost() != null
                    && address.getPath().length() > 1
                    && ("postgresql".equals(address.getScheme()) || "postgres".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the password that the exception's message holds.
        }
        throw new IllegalArgumentException(
                variable + " must have the form postgresql://user:password@host:port/database, had another");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
