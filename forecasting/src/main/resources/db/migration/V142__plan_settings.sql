CREATE TABLE forecasting.plan_settings (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    container boolean NOT NULL,
    rule text NOT NULL CHECK (rule IN ('COMPLETE', 'EARLY')),
    own_trip_bonus double precision NOT NULL,
    external_trip_penalty double precision NOT NULL,
    booking_scenarios integer NOT NULL,
    plan_seconds integer NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL
);
COMMENT ON TABLE forecasting.plan_settings IS 'the last row is in force; a plan keeps those it was made by';

ALTER TABLE forecasting.plan
    ADD COLUMN container boolean NOT NULL DEFAULT false,
    ADD COLUMN rule text NOT NULL DEFAULT 'COMPLETE' CHECK (rule IN ('COMPLETE', 'EARLY')),
    ADD COLUMN own_trip_bonus double precision NOT NULL DEFAULT 0,
    ADD COLUMN external_trip_penalty double precision NOT NULL DEFAULT 0,
    ADD COLUMN booking_scenarios integer NOT NULL DEFAULT 0,
    ADD COLUMN plan_seconds integer NOT NULL DEFAULT 10,
    ADD COLUMN booked text[],
    ADD COLUMN expected_cost double precision,
    ADD COLUMN expected_cost_of_all double precision,
    ADD CHECK ((booked IS NULL) = (expected_cost IS NULL) AND (booked IS NULL) = (expected_cost_of_all IS NULL));
COMMENT ON COLUMN forecasting.plan.booked IS 'external trips that vehicles are booked for; without it, all are';
