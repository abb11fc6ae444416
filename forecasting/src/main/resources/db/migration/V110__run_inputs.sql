-- What a run knew, so that its forecasts can be made again. Blocks are shared by runs; those of no run go with the last run that had them.
CREATE TABLE forecasting.input_block (
    hash bytea PRIMARY KEY,
    content bytea NOT NULL
);
COMMENT ON COLUMN forecasting.input_block.hash IS 'SHA-256 of the content before it was deflated';

CREATE TABLE forecasting.run_input (
    run_id bigint NOT NULL REFERENCES forecasting.run,
    part text NOT NULL,
    month date NOT NULL,
    hash bytea NOT NULL REFERENCES forecasting.input_block,
    PRIMARY KEY (run_id, part, month)
);

-- Which models a series' forecast is made of, and why; none in runs from before.
CREATE TABLE forecasting.series_model (
    run_id bigint NOT NULL,
    node_id text NOT NULL,
    direction text NOT NULL,
    models text[] NOT NULL,
    weights double precision[] NOT NULL,
    why text NOT NULL,
    flags text[] NOT NULL,
    PRIMARY KEY (run_id, node_id, direction)
);
