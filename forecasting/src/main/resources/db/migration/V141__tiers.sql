ALTER TABLE forecasting.forecast_day DROP CONSTRAINT forecast_day_kind_check;
ALTER TABLE forecasting.forecast_day ADD CONSTRAINT forecast_day_kind_check CHECK (kind IN ('NODES', 'LINES', 'PLAN', 'TIERS'));

CREATE TABLE forecasting.tier_cost (
    run_id bigint NOT NULL REFERENCES forecasting.run,
    date date NOT NULL,
    tier text NOT NULL CHECK (tier IN ('LINE_HAUL', 'FEEDER', 'LAST_MILE')),
    cost double precision NOT NULL,
    lower_bound double precision NOT NULL,
    trips integer NOT NULL,
    parcels bigint NOT NULL,
    PRIMARY KEY (run_id, date, tier)
);

CREATE TABLE forecasting.tier_trip (
    run_id bigint NOT NULL REFERENCES forecasting.run,
    date date NOT NULL,
    position integer NOT NULL,
    tier text NOT NULL CHECK (tier IN ('LINE_HAUL', 'FEEDER', 'LAST_MILE')),
    company integer,
    type text NOT NULL,
    vehicle text,
    origin text NOT NULL,
    stops text[] NOT NULL,
    parcels bigint[] NOT NULL,
    departure_minute integer NOT NULL,
    arrival_minute integer NOT NULL,
    back_minute integer NOT NULL,
    free_minute integer NOT NULL,
    km double precision NOT NULL,
    cost double precision NOT NULL,
    PRIMARY KEY (run_id, date, position)
);
COMMENT ON TABLE forecasting.tier_trip IS 'line haul, feeders and village rounds of a day; own vehicles have a name, hired ones none';
