-- What a campaign asks at every home beside the boxes each sheet has; answers stand in visit_answer,
-- under the question's key.
CREATE TABLE question (
    pk INTEGER PRIMARY KEY,
    campaign TEXT NOT NULL REFERENCES campaign (id),
    seq INTEGER NOT NULL,         -- as printed
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    options TEXT NOT NULL,        -- a line each
    unit TEXT NOT NULL,
    min INTEGER NOT NULL,
    max INTEGER NOT NULL,
    restricted INTEGER NOT NULL,  -- the answer is for the planner alone
    UNIQUE (campaign, seq),
    UNIQUE (campaign, key)
) STRICT;
