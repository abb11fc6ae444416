-- Where data came from; synthetic data is marked wherever it is shown.
CREATE TABLE forecasting.feed (
    id smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    synthetic boolean NOT NULL,
    loaded_up_to date
);
COMMENT ON COLUMN forecasting.feed.loaded_up_to IS 'last day of volumes up to which a folder was loaded whole';

CREATE TABLE forecasting.import_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feed_id smallint NOT NULL REFERENCES forecasting.feed,
    file text NOT NULL,
    format text NOT NULL,
    rows_read bigint NOT NULL,
    rows_written bigint NOT NULL,
    bad_rows bigint NOT NULL,
    imported_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE forecasting.import_log IS 'files that changed something';

CREATE TABLE forecasting.node (
    id text PRIMARY KEY,
    name text NOT NULL,
    tier text NOT NULL CHECK (tier IN ('CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE')),
    parent_id text REFERENCES forecasting.node DEFERRABLE INITIALLY DEFERRED,
    longitude double precision NOT NULL,
    latitude double precision NOT NULL,
    feed_id smallint NOT NULL REFERENCES forecasting.feed,
    CHECK ((tier = 'CITY') = (parent_id IS NULL))
);
CREATE INDEX ON forecasting.node (parent_id);

CREATE TABLE forecasting.fleet (
    id text PRIMARY KEY,
    own_vehicles integer NOT NULL,
    feed_id smallint NOT NULL REFERENCES forecasting.feed
);

CREATE TABLE forecasting.vehicle (
    id text PRIMARY KEY,
    fleet_id text NOT NULL,
    type text NOT NULL CHECK (type IN ('VAN', 'TRICYCLE', 'DRONE')),
    energy text NOT NULL CHECK (energy IN ('DIESEL', 'ELECTRIC')),
    capacity_parcels integer NOT NULL,
    range_km double precision,
    node_id text NOT NULL REFERENCES forecasting.node,
    feed_id smallint NOT NULL REFERENCES forecasting.feed
);

CREATE TABLE forecasting.line (
    code text PRIMARY KEY,
    origin text NOT NULL,
    site text NOT NULL,
    wave text NOT NULL CHECK (wave IN ('0600', '1400')),
    fleet_id text NOT NULL REFERENCES forecasting.fleet,
    latest_departure_minute integer NOT NULL,
    transit_minutes double precision NOT NULL,
    own_cost double precision NOT NULL,
    external_cost double precision NOT NULL,
    feed_id smallint NOT NULL REFERENCES forecasting.feed
);

CREATE TABLE forecasting.combinable_site (
    first text NOT NULL,
    second text NOT NULL,
    feed_id smallint NOT NULL REFERENCES forecasting.feed,
    PRIMARY KEY (first, second)
);

-- Volumes, whose monthly partitions the loader makes. No foreign keys, as one check a row would double the time of a load; the loader checks names against the network.
CREATE TABLE forecasting.node_volume (
    node_id text NOT NULL,
    date date NOT NULL,
    direction text NOT NULL,
    parcels double precision NOT NULL,
    feed_id smallint NOT NULL,
    PRIMARY KEY (node_id, direction, date)
) PARTITION BY RANGE (date);
COMMENT ON TABLE forecasting.node_volume IS 'what a node handles for its own customers; its volume is the sum over it and all below it';

CREATE TABLE forecasting.slot_volume (
    line text NOT NULL,
    date date NOT NULL,
    slot smallint NOT NULL,
    parcels double precision NOT NULL,
    feed_id smallint NOT NULL,
    PRIMARY KEY (line, date, slot)
) PARTITION BY RANGE (date);
COMMENT ON TABLE forecasting.slot_volume IS 'arrivals by planning day and 10-minute slot of the line''s wave';

CREATE TABLE forecasting.flow_volume (
    origin text NOT NULL,
    destination text NOT NULL,
    date date NOT NULL,
    parcels double precision NOT NULL,
    feed_id smallint NOT NULL,
    PRIMARY KEY (origin, destination, date)
) PARTITION BY RANGE (date);

CREATE TABLE forecasting.series_value (
    series_id text NOT NULL,
    instant timestamp NOT NULL,
    value double precision,
    regressors jsonb NOT NULL,
    feed_id smallint NOT NULL,
    PRIMARY KEY (series_id, instant)
) PARTITION BY RANGE (instant);

CREATE TABLE forecasting.preknown (
    line text NOT NULL,
    date date NOT NULL,
    parcels double precision NOT NULL,
    feed_id smallint NOT NULL,
    PRIMARY KEY (line, date)
);

-- First and last day of the volumes, as max(date) over all partitions would read them all.
CREATE TABLE forecasting.volume_span (
    volumes text PRIMARY KEY,
    first_day date NOT NULL,
    last_day date NOT NULL
);

CREATE TABLE forecasting.kpi_daily (
    kpi text NOT NULL,
    node_id text NOT NULL,
    date date NOT NULL,
    numerator double precision NOT NULL,
    denominator double precision NOT NULL,
    feed_id smallint NOT NULL REFERENCES forecasting.feed,
    PRIMARY KEY (kpi, node_id, date)
);
CREATE INDEX ON forecasting.kpi_daily (kpi, date);

CREATE TABLE forecasting.target (
    id text PRIMARY KEY,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    scope text NOT NULL CHECK (scope IN ('CITY', 'EACH_COUNTY')),
    unit text NOT NULL,
    due date NOT NULL,
    target double precision NOT NULL,
    direction text NOT NULL CHECK (direction IN ('AT_LEAST', 'AT_MOST')),
    paragraph text NOT NULL,
    feed_id smallint NOT NULL REFERENCES forecasting.feed
);

CREATE TABLE forecasting.target_progress (
    target_id text NOT NULL REFERENCES forecasting.target,
    node_id text NOT NULL REFERENCES forecasting.node,
    date date NOT NULL,
    value double precision NOT NULL,
    feed_id smallint NOT NULL REFERENCES forecasting.feed,
    PRIMARY KEY (target_id, node_id, date)
);
