CREATE TABLE forecasting.drift_alarm (
    run_id bigint NOT NULL REFERENCES forecasting.run,
    kind text NOT NULL CHECK (kind IN ('OUTLET', 'LINE')),
    series text NOT NULL,
    side text NOT NULL CHECK (side IN ('ABOVE', 'BELOW')),
    since date NOT NULL,
    raised_on date NOT NULL,
    mean_scaled_error double precision NOT NULL,
    mean_error double precision NOT NULL,
    statistic double precision NOT NULL,
    PRIMARY KEY (run_id, kind, series)
);
