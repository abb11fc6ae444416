CREATE TABLE forecasting.plan_review (
    date date PRIMARY KEY,
    run_id bigint NOT NULL REFERENCES forecasting.run,
    planned_cost double precision NOT NULL,
    driven_cost double precision NOT NULL,
    known_cost double precision NOT NULL,
    known_lower_bound double precision NOT NULL,
    late_extra_trips integer NOT NULL,
    late_extra_cost double precision NOT NULL,
    unused_external_cost double precision NOT NULL
);
COMMENT ON COLUMN forecasting.plan_review.run_id IS 'that reviewed the day, not that planned it';
