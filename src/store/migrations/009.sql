-- A result belongs to the children it is about: those who lived at the home on that day, or stood on
-- that sheet. So where persons lived before is kept, and every visit keeps whom it is about; two
-- homes that become one, or a child who moves, take their results along, whenever they are keyed.
ALTER TABLE person ADD COLUMN home_from TEXT;    -- lives there since; NULL = as long as it is known
ALTER TABLE person ADD COLUMN home_version INTEGER NOT NULL DEFAULT 0; -- data_version that brought it
CREATE TABLE residence_past (
    pk INTEGER PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    household TEXT NOT NULL REFERENCES household (id),
    valid_from TEXT,
    valid_to TEXT NOT NULL,       -- first day on which it does not hold; valid_from = it was a slip
    from_version INTEGER NOT NULL, -- data_version that brought it
    run INTEGER,                  -- the import that ended it
    changed INTEGER NOT NULL      -- data_version that ended it
) STRICT;
CREATE INDEX residence_past_person ON residence_past (person);
CREATE INDEX residence_past_household ON residence_past (household);
ALTER TABLE visit ADD COLUMN about TEXT NOT NULL DEFAULT ''; -- ids of children; '' = all who live there

-- What is known from before: the homes in what imports kept for undo (change.h has the format: 4
-- bytes, the number, the id as text, the home as text).
INSERT INTO residence_past (person, household, valid_from, valid_to, from_version, run, changed)
WITH kept AS (
    SELECT p.id, p.household, r.number, r.valid_from AS day, r.data_version AS version, c.seq, c.old,
           length(CAST(p.id AS BLOB)) + 20 AS at
    FROM import_change c JOIN import_run r ON r.number = c.run AND r.undone IS NULL
    JOIN person p ON p.pk = c.rec AND p.role <> 'contact'
    WHERE c.tab = 'person' AND c.old IS NOT NULL),
sized AS (
    SELECT *, substr(hex(substr(old, at, 2)), 1, 4) AS size FROM kept
    WHERE hex(substr(old, at - 1, 1)) = '03'),
homes AS (
    SELECT id, household, number, day, version, seq,
           CAST(substr(old, at + 4, (instr('123456789ABCDEF', substr(size, 1, 1)) * 16
                                     + instr('123456789ABCDEF', substr(size, 2, 1))
                                     + instr('123456789ABCDEF', substr(size, 3, 1)) * 4096
                                     + instr('123456789ABCDEF', substr(size, 4, 1)) * 256))
                AS TEXT) AS home FROM sized),
moves AS (
    SELECT *, lead(home, 1, household) OVER (PARTITION BY id ORDER BY number, seq) AS next
    FROM homes)
SELECT id, home, lag(day) OVER w, day, coalesce(lag(version) OVER w, 0), number, version
FROM moves WHERE home <> next AND home IN (SELECT id FROM household)
WINDOW w AS (PARTITION BY id ORDER BY number, seq)
ORDER BY number, seq;
UPDATE person SET home_from = r.day, home_version = r.version
FROM (SELECT person, max(valid_to) AS day, max(changed) AS version FROM residence_past
      GROUP BY person) r
WHERE r.person = person.id;

DROP TRIGGER visit_no_update;
UPDATE visit SET about = coalesce((
    SELECT group_concat(id) FROM (
        SELECT p.id FROM person p WHERE p.household = visit.household AND p.role = 'child'
            AND (p.home_from IS NULL OR p.home_from <= visit.date)
            AND (p.exit_date IS NULL OR p.exit_date > visit.date)
        UNION SELECT p.id FROM residence_past r JOIN person p ON p.id = r.person
        WHERE r.household = visit.household AND p.role = 'child'
            AND (r.valid_from IS NULL OR r.valid_from <= visit.date) AND visit.date < r.valid_to
            AND (p.exit_date IS NULL OR p.exit_date > visit.date)
        UNION SELECT j.value FROM json_each('["' || replace(replace(visit.seen, ' ', ''), ',', '","')
                                            || '"]') j WHERE visit.seen <> '')), '');
UPDATE visit SET about = coalesce((
    SELECT group_concat(id) FROM (
        SELECT DISTINCT p.id FROM residence_past r JOIN person p ON p.id = r.person
        WHERE r.household = visit.household AND p.role = 'child' AND r.valid_to = (
            SELECT max(valid_to) FROM residence_past WHERE household = visit.household))), '')
WHERE about = '' AND NOT EXISTS (SELECT 1 FROM person p WHERE p.household = visit.household
                                 AND p.role = 'child');
UPDATE visit SET seen = about WHERE seen = '' AND outcome = 'seen' AND mode = 'in_person';
CREATE TRIGGER visit_no_update BEFORE UPDATE ON visit
BEGIN SELECT RAISE(ABORT, 'visits are append-only: add one that supersedes'); END;

-- Visits about a child who lives elsewhere by now. What is said of the place (nobody there, not
-- found, no road, moved away) does not follow it.
DROP VIEW x_visit_moved;
CREATE VIEW x_visit_moved AS
SELECT v.id AS visit, p.household, p.id AS person, v.date, v.time_s, v.outcome, v.seen, v.mode,
       v.verified, v.outcome NOT IN ('nobody', 'moved', 'not_found', 'no_road') AS follows
FROM x_visit v, json_each('["' || replace(v.about, ',', '","') || '"]') j
CROSS JOIN person p ON p.id = j.value AND p.role = 'child' AND p.household <> v.household
WHERE v.about <> '';

-- Who has come to a home since was not there at visits that name nobody.
DROP VIEW x_seen;
CREATE VIEW x_seen AS
WITH saw AS (
    SELECT u.household, u.person, u.scope, u.traits, v.id AS visit
    FROM x_child u CROSS JOIN x_visit v ON v.household = u.household
    WHERE v.saw_somebody AND (u.person IS NULL
          OR CASE WHEN v.seen = '' THEN NOT EXISTS (SELECT 1 FROM person n
                                                    WHERE n.id = u.person AND n.home_from > v.date)
             ELSE instr(',' || replace(v.seen, ' ', '') || ',',
                        ',' || replace(u.person, ' ', '') || ',') END)
    UNION ALL
    SELECT u.household, u.person, u.scope, u.traits, v.id
    FROM x_visit v, json_each('["' || replace(replace(v.seen, ' ', ''), ',', '","') || '"]') j
    CROSS JOIN person p ON p.id = j.value AND p.household <> v.household
    JOIN x_child u ON u.person = p.id
    WHERE v.saw_somebody AND v.seen <> '')
SELECT s.household, s.person, s.scope, v.date,
       v.clear_all AND v.signed
           AND instr(v.safety_judged, ',electricity,') AND instr(v.safety_judged, ',gas,')
           AND instr(v.safety_judged, ',water_use,') AND instr(v.safety_judged, ',fire,')
           AND instr(v.safety_judged, ',food,')
           AND (instr(v.safety_judged, ',near_water,')
                OR NOT instr(',' || s.traits || ',', ',near_water,')) AS complete
FROM saw s JOIN x_visit v ON v.id = s.visit;

DROP VIEW x_home_visits;
CREATE VIEW x_home_visits AS
SELECT household, count(DISTINCT date) AS attempts, max(date) AS last_visit,
       max(contacted) AS contacted, max(on_sheet) AS on_sheet, max(in_person) AS in_person
FROM (SELECT household, date, outcome IN ('seen', 'guardian', 'refused') OR seen <> '' AS contacted,
             sheet IS NOT NULL AS on_sheet, mode = 'in_person' AS in_person
      FROM x_visit
      UNION ALL
      SELECT household, date, outcome IN ('seen', 'guardian', 'refused') OR seen <> '', 0,
             mode = 'in_person'
      FROM x_visit_moved)
GROUP BY household;

DROP VIEW x_home_last;
CREATE VIEW x_home_last AS
SELECT household, outcome,
       max(coalesce(date, '') || printf('%06d', coalesce(time_s, -1) + 1) || id) AS k
FROM (SELECT household, outcome, date, time_s, id FROM x_visit
      UNION ALL SELECT household, outcome, date, time_s, visit FROM x_visit_moved WHERE follows)
GROUP BY household;

-- Children accounted for otherwise: by a verified visit about them, wherever it was paid.
CREATE VIEW x_child_accounted AS
SELECT u.household, u.person FROM x_visit v CROSS JOIN x_child u ON u.household = v.household
WHERE v.verified AND v.outcome NOT IN ('nobody', 'refused', 'not_found', 'no_road')
  AND (u.person IS NULL
       OR CASE WHEN v.about = '' THEN NOT EXISTS (SELECT 1 FROM person n WHERE n.id = u.person
                                                  AND n.home_from > v.date) ELSE instr(',' || v.about || ',', ',' || u.person || ',') END)
UNION
SELECT household, person FROM x_visit_moved WHERE verified AND follows AND outcome <> 'refused';

DROP VIEW x_child_state;
CREATE VIEW x_child_state AS
SELECT u.household, u.person, u.scope, s.household IS NOT NULL AS seen,
       coalesce(s.complete, 0) AS complete, coalesce(s.seen_days, 0) AS seen_days,
       s.household IS NULL AND a.household IS NOT NULL AS accounted
FROM x_child u LEFT JOIN x_child_seen s ON s.household = u.household AND s.person IS u.person
LEFT JOIN x_child_accounted a ON a.household = u.household AND a.person IS u.person;

DROP VIEW x_home_earlier;
CREATE VIEW x_home_earlier AS
SELECT household, max(date) AS date FROM (
    SELECT e.household, e.date FROM x_child u LEFT JOIN x_earlier e ON e.household = u.household
    WHERE u.scope = 'in_scope' AND e.saw AND (u.person IS NULL
          OR CASE WHEN e.seen = '' THEN NOT EXISTS (SELECT 1 FROM person n
                                                    WHERE n.id = u.person AND n.home_from > e.date)
             ELSE instr(',' || replace(e.seen, ' ', '') || ',',
                        ',' || replace(u.person, ' ', '') || ',') END)
    UNION ALL
    SELECT p.household, e.date
    FROM x_earlier e, json_each('["' || replace(replace(e.seen, ' ', ''), ',', '","') || '"]') j
    CROSS JOIN person p ON p.id = j.value AND p.role = 'child' AND p.household <> e.household
    JOIN x_child u ON u.person = p.id AND u.scope = 'in_scope'
    WHERE e.saw AND e.seen <> '')
GROUP BY household;
