-- What administrators changed in the KPI catalogue. Rows are only ever added; a KPI's last row is in force.
CREATE TABLE assistant.kpi_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kpi text NOT NULL,
    -- All fields that differ from the product's catalogue since; null takes a field away.
    fields jsonb NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    reverts bigint REFERENCES assistant.kpi_change,
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX ON assistant.kpi_change (kpi, id);
