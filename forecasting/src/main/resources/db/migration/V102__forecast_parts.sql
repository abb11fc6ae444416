-- level, season, festival, shopping, preknown, rest; empty in runs from before.
ALTER TABLE forecasting.node_forecast ADD COLUMN parts double precision[] NOT NULL DEFAULT '{}';
ALTER TABLE forecasting.node_forecast ADD COLUMN event text NOT NULL DEFAULT '';
