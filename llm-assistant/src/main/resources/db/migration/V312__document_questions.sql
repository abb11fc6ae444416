-- Fingerprint of the typical questions that a document's articles were stored with, so that an unchanged file is read again when they have changed.
ALTER TABLE assistant.document ADD COLUMN questions text NOT NULL DEFAULT '';
