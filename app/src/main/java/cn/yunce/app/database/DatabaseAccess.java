package cn.yunce.app.database;

import java.util.Map;
import java.util.Optional;

/**
 * Where the database is, and its two logins.
 *
 * @param url {@code jdbc:postgresql://…} without login
 * @param readerRole role that the reader's sessions take on first, where the login itself may do more
 */
public record DatabaseAccess(String url, Login writer, Login reader, Optional<String> readerRole) {

    /** Role that owns the schemas, runs the migrations and writes. */
    static final String WRITER = "yunce_writer";

    /** Role that can only SELECT, for at most 5 seconds at a time. */
    static final String READER = "yunce_reader";

    /** A user and its password; the text of it does not show the password. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }

        Map<String, String> environment() {
            return Map.of("PGUSER", user, "PGPASSWORD", password);
        }
    }
}
