CREATE TABLE app.session (
    hash bytea PRIMARY KEY,
    account text NOT NULL REFERENCES app.account (name) ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
);
COMMENT ON COLUMN app.session.hash IS 'SHA-256 of the cookie, which itself is kept nowhere';

REVOKE ALL ON app.session FROM yunce_reader;
