-- Which language model an administrator chose; rows are only ever added, the last is in force.
CREATE TABLE assistant.model_choice (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- A name of the manifest, or none.
    model text NOT NULL,
    chosen_by text NOT NULL,
    chosen_at timestamptz NOT NULL
);
