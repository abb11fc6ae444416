-- What people suppose of the days to come, by name. Only what is supposed is kept; the forecasts are those in force when it is looked at.
CREATE TABLE forecasting.scenario (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    changes jsonb NOT NULL,
    made_by text NOT NULL,
    made_at timestamptz NOT NULL
);
