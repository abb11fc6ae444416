CREATE TABLE app.account (
    name text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 60),
    password_hash text NOT NULL,
    role text NOT NULL CHECK (role IN ('DISPATCHER', 'SCHEDULER', 'MANAGER', 'ADMIN')),
    created_at timestamptz NOT NULL
);

CREATE TABLE app.token (
    hash bytea PRIMARY KEY,
    account text NOT NULL,
    role text NOT NULL,
    expires_at timestamptz NOT NULL
);
COMMENT ON COLUMN app.token.hash IS 'SHA-256 of the token, which itself is kept nowhere';

CREATE TABLE app.audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    detail text NOT NULL
);
CREATE INDEX ON app.audit (at);

REVOKE ALL ON app.account, app.token, app.audit FROM yunce_reader;
