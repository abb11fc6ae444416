-- Where the modules keep their things, and who may see them. The writer owns all; the reader sees what answers are drawn from,
-- not the users of schema app. Tables that later migrations add are covered by the default privileges.
CREATE EXTENSION IF NOT EXISTS vector;

CREATE SCHEMA forecasting;
CREATE SCHEMA assistant;
CREATE SCHEMA app;

GRANT USAGE ON SCHEMA forecasting, assistant TO yunce_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA forecasting GRANT SELECT ON TABLES TO yunce_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA assistant GRANT SELECT ON TABLES TO yunce_reader;
