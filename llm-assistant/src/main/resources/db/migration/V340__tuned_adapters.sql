-- Adapters of language models that were trained here. The content stands here, too, so that a backup holds it.
CREATE TABLE assistant.tuned_adapter (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    base text NOT NULL,
    sha256 text NOT NULL,
    content bytea NOT NULL,
    -- The champion that the scores stand beside; null for the adapter of the product.
    beside bigint REFERENCES assistant.tuned_adapter,
    scores jsonb NOT NULL,
    registered_by text NOT NULL,
    registered_at timestamptz NOT NULL,
    UNIQUE (base, sha256)
);

-- Which adapter answers since when; rows are only ever added, the last of a base is in force.
CREATE TABLE assistant.adapter_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    base text NOT NULL,
    -- null for the adapter of the product
    champion bigint REFERENCES assistant.tuned_adapter,
    back boolean NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX ON assistant.adapter_change (base, id);

-- What champion and challenger said to live questions. Personal data is masked before it comes here.
CREATE TABLE assistant.adapter_trial (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    task text NOT NULL,
    champion bigint REFERENCES assistant.tuned_adapter,
    challenger bigint NOT NULL REFERENCES assistant.tuned_adapter,
    input text NOT NULL,
    champion_said text NOT NULL,
    challenger_said text NOT NULL,
    champion_millis integer NOT NULL,
    challenger_millis integer NOT NULL,
    asked_at timestamptz NOT NULL
);
CREATE INDEX ON assistant.adapter_trial (challenger, id);
