-- Which models forecast a group of series, and which are tried beside them; a group without a row is forecast by all models.
CREATE TABLE forecasting.champion (
    tier text NOT NULL,
    direction text NOT NULL,
    champion text NOT NULL,
    challenger text,
    PRIMARY KEY (tier, direction)
);

-- The same as each run used it, with what it found of the days before.
CREATE TABLE forecasting.run_champion (
    run_id bigint NOT NULL REFERENCES forecasting.run,
    tier text NOT NULL,
    direction text NOT NULL,
    champion text NOT NULL,
    challenger text,
    days integer,
    better_days integer,
    champion_error double precision,
    challenger_error double precision,
    PRIMARY KEY (run_id, tier, direction)
);

CREATE TABLE forecasting.challenger_forecast (
    run_id bigint NOT NULL REFERENCES forecasting.run,
    node_id text NOT NULL,
    direction text NOT NULL,
    date date NOT NULL,
    pool text NOT NULL,
    mean double precision NOT NULL,
    levels integer[] NOT NULL,
    lo double precision[] NOT NULL,
    hi double precision[] NOT NULL,
    PRIMARY KEY (run_id, node_id, direction)
);
COMMENT ON TABLE forecasting.challenger_forecast IS 'of the day after the data cut-off; never published';

CREATE TABLE forecasting.promotion (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tier text NOT NULL,
    direction text NOT NULL,
    from_pool text NOT NULL,
    to_pool text NOT NULL,
    days integer,
    better_days integer,
    champion_error double precision,
    challenger_error double precision,
    promoted_by text NOT NULL,
    promoted_at timestamptz NOT NULL
);
