-- Who may read a document beside ADMIN; everyone where empty.
ALTER TABLE assistant.document ADD COLUMN readers text[] NOT NULL DEFAULT '{}';
