-- What the tuned encoder makes of a typical question. Empty until the document is ingested again, which the fingerprint of its questions asks for.
ALTER TABLE assistant.article_question ADD COLUMN encoded vector(512);
CREATE INDEX article_question_encoded ON assistant.article_question USING hnsw (encoded vector_cosine_ops);
