-- A run is in force once it has published_at; of two that cover a day, the one that knew more days counts.
CREATE TABLE forecasting.run (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    data_cut_off date NOT NULL,
    started_by text NOT NULL,
    status text NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    published_at timestamptz,
    synthetic boolean NOT NULL
);

CREATE TABLE forecasting.run_step (
    run_id bigint NOT NULL REFERENCES forecasting.run,
    position smallint NOT NULL,
    name text NOT NULL,
    status text NOT NULL,
    started_at timestamptz,
    finished_at timestamptz,
    detail text NOT NULL DEFAULT '',
    PRIMARY KEY (run_id, position)
);

CREATE TABLE forecasting.node_forecast (
    run_id bigint NOT NULL,
    node_id text NOT NULL,
    direction text NOT NULL,
    date date NOT NULL,
    mean double precision NOT NULL,
    levels integer[] NOT NULL,
    lo double precision[] NOT NULL,
    hi double precision[] NOT NULL,
    model text NOT NULL,
    PRIMARY KEY (run_id, node_id, direction, date)
);

CREATE TABLE forecasting.line_forecast (
    run_id bigint NOT NULL,
    line text NOT NULL,
    date date NOT NULL,
    wave text NOT NULL,
    parcels double precision NOT NULL,
    levels integer[] NOT NULL,
    lo double precision[] NOT NULL,
    hi double precision[] NOT NULL,
    profile double precision[] NOT NULL,
    basis text NOT NULL,
    PRIMARY KEY (run_id, date, line)
);

CREATE TABLE forecasting.forecast_day (
    run_id bigint NOT NULL REFERENCES forecasting.run,
    kind text NOT NULL CHECK (kind IN ('NODES', 'LINES', 'PLAN')),
    date date NOT NULL,
    PRIMARY KEY (run_id, kind, date)
);
CREATE INDEX ON forecasting.forecast_day (kind, date);
COMMENT ON TABLE forecasting.forecast_day IS 'which days a run covers';

CREATE TABLE forecasting.plan (
    run_id bigint NOT NULL REFERENCES forecasting.run,
    date date NOT NULL,
    total_cost double precision NOT NULL,
    lower_bound double precision NOT NULL,
    own_vehicle_turnover double precision NOT NULL,
    parcels_per_vehicle double precision NOT NULL,
    own_vehicles integer NOT NULL,
    own_trips integer NOT NULL,
    external_trips integer NOT NULL,
    combined_trips integer NOT NULL,
    parcels double precision NOT NULL,
    PRIMARY KEY (run_id, date)
);

CREATE TABLE forecasting.trip (
    run_id bigint NOT NULL,
    date date NOT NULL,
    position integer NOT NULL,
    id text NOT NULL,
    fleet text NOT NULL,
    lines text[] NOT NULL,
    parcels double precision[] NOT NULL,
    departure_minute integer NOT NULL,
    container boolean NOT NULL,
    vehicle text,
    reason text NOT NULL,
    PRIMARY KEY (run_id, date, position),
    FOREIGN KEY (run_id, date) REFERENCES forecasting.plan ON DELETE CASCADE
);
