-- What people typically ask of an article, with its vector: spoken questions share few words with the article that answers them.
CREATE TABLE assistant.article_question (
    article_id text NOT NULL REFERENCES assistant.article ON DELETE CASCADE,
    question text NOT NULL,
    embedding vector(512) NOT NULL,
    PRIMARY KEY (article_id, question)
);
CREATE INDEX article_question_embedding ON assistant.article_question USING hnsw (embedding vector_cosine_ops);
