-- Questions that accounts asked in a conversation, with their answers. Personal data is masked before it comes here.
CREATE TABLE assistant.conversation_turn (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account text NOT NULL,
    conversation text NOT NULL,
    role text NOT NULL,
    question text NOT NULL,
    as_of date NOT NULL,
    answer jsonb NOT NULL,
    asked_at timestamptz NOT NULL
);
CREATE INDEX ON assistant.conversation_turn (account, conversation, id);

-- What accounts say of answers. Question and answer stand here, too: a review outlives the conversation.
CREATE TABLE assistant.answer_feedback (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    turn_id bigint UNIQUE REFERENCES assistant.conversation_turn ON DELETE SET NULL,
    account text NOT NULL,
    role text NOT NULL,
    before text[] NOT NULL,
    question text NOT NULL,
    as_of date NOT NULL,
    answer jsonb NOT NULL,
    good boolean NOT NULL,
    note text NOT NULL,
    given_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'OPEN' CHECK (state IN ('OPEN', 'DISMISSED', 'QUESTION')),
    -- What a right answer is; null unless it became a question.
    expected jsonb CHECK ((state = 'QUESTION') = (expected IS NOT NULL)),
    reviewed_by text,
    reviewed_at timestamptz
);
CREATE INDEX ON assistant.answer_feedback (state, id);
