-- A child keeps the visits at which it was named when it moves to another home, or two homes become
-- one.
DROP VIEW x_home_visits;
CREATE VIEW x_visit_moved AS
SELECT DISTINCT v.id AS visit, p.household, v.date
FROM x_visit v, json_each('["' || replace(replace(v.seen, ' ', ''), ',', '","') || '"]') j
CROSS JOIN person p ON p.id = j.value AND p.role = 'child' AND p.household <> v.household
WHERE v.mode = 'in_person' AND v.seen <> '';
CREATE VIEW x_home_visits AS
SELECT household, count(DISTINCT date) AS attempts, max(date) AS last_visit,
       max(contacted) AS contacted, max(on_sheet) AS on_sheet, max(in_person) AS in_person,
       max(verified) AS verified
FROM (SELECT household, date, outcome IN ('seen', 'guardian', 'refused') OR seen <> '' AS contacted,
             sheet IS NOT NULL AS on_sheet, mode = 'in_person' AS in_person,
             verified AND outcome NOT IN ('nobody', 'refused', 'not_found', 'no_road') AS verified
      FROM x_visit
      UNION ALL SELECT household, date, 1, 0, 1, 0 FROM x_visit_moved)
GROUP BY household;
DROP VIEW x_seen;
CREATE VIEW x_seen AS
WITH saw AS (
    SELECT u.household, u.person, u.scope, u.traits, v.id AS visit
    FROM x_child u CROSS JOIN x_visit v ON v.household = u.household
    WHERE v.saw_somebody AND (v.seen = '' OR u.person IS NULL
          OR instr(',' || replace(v.seen, ' ', '') || ',', ',' || replace(u.person, ' ', '') || ','))
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
