-- A plan as its run made it is version 0. A draft becomes the next version when someone confirms it.
CREATE TABLE forecasting.replan (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id bigint NOT NULL,
    date date NOT NULL,
    base_version integer NOT NULL,
    version integer,
    status text NOT NULL CHECK (status IN ('DRAFT', 'CONFIRMED', 'DISCARDED')),
    now_minute integer NOT NULL,
    late_minutes integer NOT NULL,
    cost_before double precision NOT NULL,
    total_cost double precision NOT NULL,
    lower_bound double precision NOT NULL,
    own_vehicle_turnover double precision NOT NULL,
    parcels_per_vehicle double precision NOT NULL,
    own_vehicles integer NOT NULL,
    own_trips integer NOT NULL,
    external_trips integer NOT NULL,
    combined_trips integer NOT NULL,
    parcels double precision NOT NULL,
    late_trips text[] NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    decided_by text,
    decided_at timestamptz,
    CHECK ((status = 'CONFIRMED') = (version IS NOT NULL)),
    UNIQUE (run_id, date, version),
    FOREIGN KEY (run_id, date) REFERENCES forecasting.plan ON DELETE CASCADE
);

CREATE TABLE forecasting.replan_event (
    replan_id bigint NOT NULL REFERENCES forecasting.replan ON DELETE CASCADE,
    position integer NOT NULL,
    known_minute integer NOT NULL,
    kind text NOT NULL CHECK (kind IN ('BREAKDOWN', 'VOLUME_CHANGE', 'LATE_VOLUME', 'ROAD_CLOSURE', 'LOCK', 'MOVE')),
    subjects text[] NOT NULL,
    from_minute integer,
    to_minute integer,
    amount double precision,
    PRIMARY KEY (replan_id, position)
);
COMMENT ON COLUMN forecasting.replan_event.subjects IS 'the vehicle, the lines, origin and site, or the trip';
COMMENT ON COLUMN forecasting.replan_event.amount IS 'factor of VOLUME_CHANGE, minutes of LATE_VOLUME';

CREATE TABLE forecasting.replan_trip (
    replan_id bigint NOT NULL REFERENCES forecasting.replan ON DELETE CASCADE,
    position integer NOT NULL,
    id text NOT NULL,
    fleet text NOT NULL,
    lines text[] NOT NULL,
    parcels double precision[] NOT NULL,
    departure_minute integer NOT NULL,
    container boolean NOT NULL,
    vehicle text,
    reason text NOT NULL,
    PRIMARY KEY (replan_id, position)
);

CREATE TABLE forecasting.replan_change (
    replan_id bigint NOT NULL REFERENCES forecasting.replan ON DELETE CASCADE,
    position integer NOT NULL,
    kind text NOT NULL,
    trip text NOT NULL,
    why_zh text NOT NULL,
    why_en text NOT NULL,
    PRIMARY KEY (replan_id, position)
);
