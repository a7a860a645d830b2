-- What would give a place to the visits a plan leaves out: more days, teams, hours or visits a shift.
CREATE TABLE relaxation (
    plan INTEGER NOT NULL REFERENCES plan (number),
    seq INTEGER NOT NULL,
    days INTEGER NOT NULL,
    until TEXT,
    teams INTEGER NOT NULL,
    team_size INTEGER NOT NULL,
    skills INTEGER NOT NULL,
    base TEXT NOT NULL,
    extra_s INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    placed INTEGER NOT NULL,
    least INTEGER NOT NULL,
    PRIMARY KEY (plan, seq)
) STRICT, WITHOUT ROWID;
ALTER TABLE unplanned ADD COLUMN relaxable INTEGER NOT NULL DEFAULT 0;
