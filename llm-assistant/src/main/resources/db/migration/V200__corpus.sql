-- Documents in versions, cut into citable units with their vectors. A version is in force from effective_from until superseded_on
-- (kept up to date over all versions of a law at each ingestion). An unknown version counts as the oldest one.
CREATE TABLE assistant.document (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    law text NOT NULL,
    version date,
    effective_from date NOT NULL,
    superseded_on date,
    file text NOT NULL,
    sha256 text NOT NULL,
    -- How it was cut and embedded; a newer way makes the file worth reading again.
    pipeline integer NOT NULL,
    preface text NOT NULL,
    synthetic boolean NOT NULL,
    UNIQUE NULLS NOT DISTINCT (law, version)
);
CREATE INDEX ON assistant.document (sha256);

CREATE TABLE assistant.article (
    id text PRIMARY KEY,
    document_id bigint NOT NULL REFERENCES assistant.document ON DELETE CASCADE,
    position integer NOT NULL,
    number text NOT NULL,
    label text NOT NULL,
    heading text[] NOT NULL,
    text text NOT NULL,
    embedding vector(512) NOT NULL,
    UNIQUE (document_id, position)
);
CREATE INDEX article_embedding ON assistant.article USING hnsw (embedding vector_cosine_ops);

-- Counts ingestions, so that every process notices that what it holds in memory is old; its row lets one ingestion in at a time.
CREATE TABLE assistant.corpus_state (
    generation bigint NOT NULL
);
INSERT INTO assistant.corpus_state VALUES (0);
