-- The county whose figures alone an account, or a token, may see; the whole city where null.
ALTER TABLE app.account ADD COLUMN region text;
ALTER TABLE app.token ADD COLUMN region text;
