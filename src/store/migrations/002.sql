-- Views that give the same figures as the program, for QGIS and for people who know SQL. They show
-- one campaign: the one named by the setting 'campaign', else the one that began last; as of the day
-- in the setting 'as_of', else today. The sets are defined in coverage/coverage.h, whose words these
-- views follow one by one; x_ views are steps on the way. No view names a person.

CREATE VIEW x_campaign AS
SELECT c.*, d.t, coalesce(c.first_day, d.t) AS from_day,
       coalesce(c.last_day, '9999-12-31') AS to_day
FROM (SELECT coalesce((SELECT value FROM setting WHERE name = 'as_of'),
                      date('now', 'localtime')) AS t) d, campaign c
ORDER BY c.id = (SELECT value FROM setting WHERE name = 'campaign') DESC,
         c.first_day DESC, c.id DESC
LIMIT 1;

-- Every area with itself and all above it.
CREATE VIEW x_area_up AS
WITH RECURSIVE up (code, above) AS (
    SELECT code, code FROM area
    UNION
    SELECT up.code, p.code FROM up JOIN area a ON a.code = up.above
    JOIN area p ON p.code = a.parent AND p.code <> a.code)
SELECT code, above FROM up;

-- Areas the campaign covers.
CREATE VIEW x_area_in AS
SELECT a.code FROM area a, x_campaign c
WHERE NOT EXISTS (SELECT 1 FROM campaign_scope s WHERE s.campaign = c.id)
   OR EXISTS (SELECT 1 FROM x_area_up u JOIN campaign_scope s ON s.area = u.above
              WHERE s.campaign = c.id AND u.code = a.code);

-- Visits that count: of the campaign, not superseded, not after as-of.
CREATE VIEW x_visit AS
SELECT v.*, v.mode = 'in_person' AND (v.seen <> '' OR v.outcome = 'seen') AS saw_somebody,
       v.clear = 'data,basic,important,social,growth,other' AS clear_all,
       ',' || v.safe || ',' || coalesce((SELECT group_concat(h.hazard) FROM hazard_found h
                                         WHERE h.visit = v.id), '') || ',' AS safety_judged
FROM visit v, x_campaign c
WHERE +v.campaign = c.id AND (v.date IS NULL OR v.date <= c.t)
  AND NOT EXISTS (SELECT 1 FROM visit w WHERE w.supersedes = v.id);

-- What the visits of a home say together.
CREATE VIEW x_home_visits AS
SELECT household, count(DISTINCT date) AS attempts, max(date) AS last_visit,
       max(outcome IN ('seen', 'guardian', 'refused') OR seen <> '') AS contacted,
       max(sheet IS NOT NULL) AS on_sheet, max(mode = 'in_person') AS in_person,
       max(verified AND outcome NOT IN ('nobody', 'refused', 'not_found', 'no_road')) AS verified
FROM x_visit GROUP BY household;
-- SQLite takes the other columns from the row of the max() or min(); GROUP BY also lets it make an
-- index of its own over such a view, which it does not over a window.
CREATE VIEW x_home_last AS
SELECT household, outcome,
       max(coalesce(date, '') || printf('%06d', coalesce(time_s, -1) + 1) || id) AS k
FROM x_visit GROUP BY household;

-- Where a home stands on the current plan.
CREATE VIEW x_home_plan AS
SELECT s.household, CASE WHEN r.date >= c.t THEN r.date END AS planned,
       CASE WHEN r.date >= c.t THEN r.number END AS planned_route,
       min((r.date < c.t) || r.date || printf('%09d', r.number)) AS k
FROM x_campaign c JOIN plan p ON p.campaign = c.id AND p.current
JOIN route r ON r.plan = p.number JOIN stop s ON s.plan = p.number AND s.route = r.number
WHERE s.household IS NOT NULL GROUP BY s.household;

-- Homes on a printed sheet of the current plan.
CREATE VIEW x_home_paper AS
SELECT t.household, count(*) AS n
FROM x_campaign c JOIN plan p ON p.campaign = c.id AND p.current
JOIN sheet s ON s.plan = p.number JOIN stop t ON t.plan = p.number AND t.route = s.route
WHERE t.household IS NOT NULL GROUP BY t.household;

-- Homes with their area and their own reason to be out of scope, if any.
CREATE VIEW x_home AS
SELECT h.pk, h.id, h.traits, h.grp,
       CASE WHEN d.code IS NOT NULL THEN d.code ELSE l.code END AS area,
       CASE WHEN h.exit_date < c.from_day OR h.exit_date <= min(c.t, c.to_day) THEN 'exited'
            WHEN h.entry > c.to_day THEN 'not_yet'
            WHEN EXISTS (SELECT 1 FROM campaign_scope s WHERE s.campaign = c.id)
                 AND coalesce(d.code, l.code, '') NOT IN (SELECT code FROM x_area_in) THEN 'area'
            ELSE 'in_scope' END AS own_scope,
       h.geom IS NOT NULL AND h.location IN ('geocoded', 'point', 'field')
           AND h.accuracy_m <= 100 AS located
FROM household h JOIN x_campaign c
LEFT JOIN area d ON d.code = h.declared_area
LEFT JOIN area l ON l.code = h.located_area;

-- Child units: every child, and every home without any listed person (person NULL).
CREATE VIEW x_child AS
SELECT h.id AS household, p.id AS person, h.traits,
       CASE WHEN h.own_scope = 'exited' OR p.exit_date < c.from_day
                 OR p.exit_date <= min(c.t, c.to_day) THEN 'exited'
            WHEN h.own_scope = 'not_yet' OR p.entry > c.to_day THEN 'not_yet'
            WHEN h.own_scope = 'area' THEN 'area'
            WHEN CAST(strftime('%Y', c.from_day) AS INTEGER)
                 - CAST(strftime('%Y', p.birth) AS INTEGER)
                 - (strftime('%m-%d', c.from_day) < strftime('%m-%d', p.birth))
                 >= c.age_limit THEN 'age'
            WHEN length(c.categories) - length(replace(c.categories, ',', '')) < 15
                 AND NOT EXISTS (SELECT 1 FROM person_category k
                                 WHERE k.person = p.id AND k.exit_date IS NULL
                                 AND instr(',' || c.categories || ',', ',' || k.category || ','))
                 THEN 'category'
            ELSE 'in_scope' END AS scope
FROM x_campaign c, x_home h JOIN person p ON p.household = h.id AND p.role = 'child'
UNION ALL
SELECT h.id, NULL, h.traits, h.own_scope FROM x_home h
WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.household = h.id AND p.role <> 'contact');

-- A child and the visits at which it was seen.
CREATE VIEW x_seen AS
SELECT u.household, u.person, u.scope, v.date,
       v.clear_all AND v.signed
           AND instr(v.safety_judged, ',electricity,') AND instr(v.safety_judged, ',gas,')
           AND instr(v.safety_judged, ',water_use,') AND instr(v.safety_judged, ',fire,')
           AND instr(v.safety_judged, ',food,')
           AND (instr(v.safety_judged, ',near_water,')
                OR NOT instr(',' || u.traits || ',', ',near_water,')) AS complete
FROM x_child u CROSS JOIN x_visit v ON v.household = u.household
WHERE v.saw_somebody AND (v.seen = '' OR u.person IS NULL
      OR instr(',' || replace(v.seen, ' ', '') || ',', ',' || replace(u.person, ' ', '') || ','));
CREATE VIEW x_child_seen AS
SELECT household, person, count(DISTINCT date) AS seen_days, max(complete) AS complete
FROM x_seen GROUP BY household, person;

CREATE VIEW x_child_state AS
SELECT u.household, u.person, u.scope, s.household IS NOT NULL AS seen,
       coalesce(s.complete, 0) AS complete, coalesce(s.seen_days, 0) AS seen_days,
       s.household IS NULL AND coalesce(v.verified, 0) AS accounted
FROM x_child u LEFT JOIN x_child_seen s ON s.household = u.household AND s.person IS u.person
LEFT JOIN x_home_visits v ON v.household = u.household;

-- Visits of other campaigns: the last of each home, one at which somebody was seen if there is one.
CREATE VIEW x_earlier AS
SELECT v.household, v.seen, v.date,
       v.mode = 'in_person' AND (v.seen <> '' OR v.outcome = 'seen') AS saw,
       max((v.mode = 'in_person' AND (v.seen <> '' OR v.outcome = 'seen')) || v.date
           || printf('%06d', coalesce(v.time_s, -1) + 1) || v.id) AS k
FROM visit v, x_campaign c
WHERE +v.campaign <> c.id AND v.date <= min(c.t, c.to_day)
  AND NOT EXISTS (SELECT 1 FROM visit w WHERE w.supersedes = v.id) GROUP BY v.household;
CREATE VIEW x_home_earlier AS
SELECT DISTINCT e.household, e.date FROM x_child u
LEFT JOIN x_earlier e ON e.household = u.household
WHERE u.scope = 'in_scope' AND e.saw AND (e.seen = '' OR u.person IS NULL
      OR instr(',' || replace(e.seen, ' ', '') || ',', ',' || replace(u.person, ' ', '') || ','));

-- Homes: what their children are together.
CREATE VIEW x_home_children AS
SELECT household, count(*) AS n, sum(scope = 'in_scope') AS n_in,
       sum(scope = 'in_scope' AND seen) AS n_seen,
       sum(scope = 'in_scope' AND complete) AS n_complete,
       sum(scope = 'in_scope' AND accounted) AS n_accounted,
       min(CASE scope WHEN 'in_scope' THEN 0 WHEN 'age' THEN 1 WHEN 'category' THEN 2
                      WHEN 'exited' THEN 3 WHEN 'not_yet' THEN 4 ELSE 5 END) AS least
FROM x_child_state GROUP BY household;
CREATE VIEW x_home_days AS
SELECT household, count(DISTINCT date) AS seen_days, max(date) AS last_valid
FROM x_seen WHERE scope = 'in_scope' GROUP BY household;

CREATE VIEW x_home_state AS
SELECT h.pk, h.id, h.area, h.grp, h.located,
       CASE WHEN h.own_scope <> 'in_scope' THEN h.own_scope
            WHEN k.n IS NULL THEN 'category'
            ELSE CASE k.least WHEN 0 THEN 'in_scope' WHEN 1 THEN 'age' WHEN 2 THEN 'category'
                              WHEN 3 THEN 'exited' WHEN 4 THEN 'not_yet' ELSE 'area' END
       END AS scope,
       coalesce(k.n_in, 0) AS n_in, coalesce(k.n_seen, 0) AS n_seen,
       k.n_in > 0 AND k.n_seen = k.n_in AS seen,
       k.n_in > 0 AND k.n_complete = k.n_in AS complete,
       k.n_in > 0 AND k.n_seen < k.n_in AND k.n_seen + k.n_accounted = k.n_in AS accounted,
       v.household IS NOT NULL AS attempted, coalesce(v.contacted, 0) AS contacted,
       w.household IS NOT NULL OR coalesce(v.on_sheet, 0) AS assigned,
       coalesce(v.in_person, 0) AS in_person, coalesce(v.attempts, 0) AS attempts,
       coalesce(l.outcome IN ('refused', 'no_road', 'moved', 'not_found'), 0) AS last_bars,
       l.outcome AS last_outcome, v.last_visit, coalesce(d.seen_days, 0) AS seen_days,
       nullif(max(coalesce(d.last_valid, ''), coalesce(e.date, '')), '') AS last_seen,
       p.planned, p.planned_route
FROM x_home h
LEFT JOIN x_home_children k ON k.household = h.id
LEFT JOIN x_home_visits v ON v.household = h.id
LEFT JOIN x_home_last l ON l.household = h.id
LEFT JOIN x_home_plan p ON p.household = h.id
LEFT JOIN x_home_paper w ON w.household = h.id
LEFT JOIN x_home_days d ON d.household = h.id
LEFT JOIN x_home_earlier e ON e.household = h.id;

CREATE VIEW x_home_due AS
SELECT s.*, CASE WHEN s.scope <> 'in_scope' OR s.accounted OR (s.seen AND c.interval_days <= 0)
                 THEN NULL
                 WHEN c.interval_days > 0 AND s.last_seen IS NOT NULL
                 THEN date(s.last_seen, '+' || c.interval_days || ' days')
                 ELSE c.last_day END AS due, c.t
FROM x_home_state s, x_campaign c;

-- Units as the campaign counts them, with 0 and 1 for every set.
CREATE VIEW x_unit AS
SELECT h.id AS household, h.area, h.scope, h.located, h.assigned, h.attempted, h.contacted, h.seen,
       h.complete, h.accounted, h.last_bars AND NOT h.seen AS barred,
       h.planned IS NOT NULL AND NOT h.seen AND NOT h.accounted AS scheduled,
       min(h.seen_days, max(c.required_visits, 1)) AS met, max(c.required_visits, 1) AS required
FROM x_home_state h, x_campaign c WHERE c.unit = 'household'
UNION ALL
SELECT h.id, h.area, k.scope, h.located, h.assigned, h.attempted, h.contacted, k.seen,
       k.complete, k.accounted, h.last_bars AND NOT k.seen,
       h.planned IS NOT NULL AND NOT k.seen AND NOT k.accounted,
       min(k.seen_days, max(c.required_visits, 1)), max(c.required_visits, 1)
FROM x_campaign c, x_child_state k LEFT JOIN x_home_state h ON h.id = k.household
WHERE c.unit = 'child';

-- The same per area, without what lies below it.
CREATE VIEW x_area_units AS
SELECT area, count(*) AS registered, sum(scope = 'in_scope') AS in_scope,
       sum(scope = 'in_scope' AND located) AS located,
       sum(scope = 'in_scope' AND assigned) AS assigned,
       sum(scope = 'in_scope' AND attempted) AS attempted,
       sum(scope = 'in_scope' AND contacted) AS contacted,
       sum(scope = 'in_scope' AND seen) AS seen,
       sum(scope = 'in_scope' AND complete) AS complete,
       sum(scope = 'in_scope' AND accounted) AS accounted,
       sum(scope = 'in_scope' AND barred) AS barred,
       sum(CASE WHEN scope = 'in_scope' THEN met ELSE 0 END) AS obligation_met,
       sum(CASE WHEN scope = 'in_scope' THEN required ELSE 0 END) AS obligation,
       sum(scope = 'in_scope' AND scheduled) AS scheduled,
       sum(scope = 'in_scope' AND NOT seen AND NOT accounted AND NOT scheduled) AS unscheduled
FROM x_unit GROUP BY area;
CREATE VIEW x_area_homes AS
SELECT area, sum(scope = 'in_scope') AS households,
       sum(scope = 'in_scope' AND seen) AS households_seen,
       sum(due IS NOT NULL AND t > due) AS overdue,
       max(CASE WHEN due IS NOT NULL AND t > due
                THEN CAST(julianday(t) - julianday(due) AS INTEGER) ELSE 0 END) AS overdue_days,
       max(last_visit) AS last_visit
FROM x_home_due GROUP BY area;

-- Coverage per area with all below it.
CREATE VIEW v_coverage AS
SELECT a.pk, a.code, a.name, a.level, a.parent, c.id AS campaign, c.unit, c.t AS as_of,
       coalesce(u.registered, 0) AS registered, coalesce(u.in_scope, 0) AS in_scope,
       coalesce(u.located, 0) AS located, coalesce(u.assigned, 0) AS assigned,
       coalesce(u.attempted, 0) AS attempted, coalesce(u.contacted, 0) AS contacted,
       coalesce(u.seen, 0) AS seen, coalesce(u.complete, 0) AS complete,
       coalesce(u.accounted, 0) AS accounted, coalesce(u.barred, 0) AS barred,
       coalesce(u.in_scope - u.seen - u.accounted, 0) AS missing,
       coalesce(h.households, 0) AS households, coalesce(h.households_seen, 0) AS households_seen,
       coalesce(u.obligation_met, 0) AS obligation_met, coalesce(u.obligation, 0) AS obligation,
       coalesce(u.scheduled, 0) AS scheduled, coalesce(u.unscheduled, 0) AS unscheduled,
       coalesce(h.overdue, 0) AS overdue, coalesce(h.overdue_days, 0) AS overdue_days,
       h.last_visit,
       CASE WHEN u.in_scope > 0 THEN round(100.0 * u.seen / u.in_scope, 1) END AS seen_percent,
       CASE WHEN u.in_scope > 0 THEN round(100.0 * u.complete / u.in_scope, 1) END
           AS complete_percent,
       a.geom, a.point
FROM area a JOIN x_campaign c
LEFT JOIN (SELECT w.above, sum(registered) AS registered, sum(in_scope) AS in_scope,
                  sum(located) AS located, sum(assigned) AS assigned, sum(attempted) AS attempted,
                  sum(contacted) AS contacted, sum(seen) AS seen, sum(complete) AS complete,
                  sum(accounted) AS accounted, sum(barred) AS barred,
                  sum(obligation_met) AS obligation_met, sum(obligation) AS obligation,
                  sum(scheduled) AS scheduled, sum(unscheduled) AS unscheduled
           FROM x_area_units x JOIN x_area_up w ON w.code = x.area GROUP BY w.above) u
    ON u.above = a.code
LEFT JOIN (SELECT w.above, sum(households) AS households, sum(households_seen) AS households_seen,
                  sum(overdue) AS overdue, max(overdue_days) AS overdue_days,
                  max(last_visit) AS last_visit
           FROM x_area_homes x JOIN x_area_up w ON w.code = x.area GROUP BY w.above) h
    ON h.above = a.code;

-- Homes with somebody still to see.
CREATE VIEW v_unvisited AS
SELECT s.pk, s.id AS household, h.number, s.area, a.name AS area_name, h.grp, h.address, h.landmark,
       s.n_in - s.n_seen AS children,
       CASE WHEN s.accounted THEN 'accounted' WHEN s.planned IS NOT NULL THEN 'scheduled'
            ELSE 'unscheduled' END AS state,
       s.attempts, s.last_outcome, s.last_visit AS last_attempt, s.last_seen, s.due,
       CASE WHEN s.due IS NOT NULL AND s.t > s.due
            THEN CAST(julianday(s.t) - julianday(s.due) AS INTEGER) ELSE 0 END AS overdue_days,
       s.planned, s.planned_route, h.location, h.accuracy_m, h.geom
FROM x_home_due s JOIN household h ON h.pk = s.pk LEFT JOIN area a ON a.code = s.area
WHERE s.n_in > s.n_seen;

-- The current plan.
CREATE VIEW v_route AS
SELECT r.pk, p.number AS plan, p.campaign, r.number, r.date, r.team_name, r.mode, r.base,
       r.n_stops AS stops, r.children,
       printf('%02d:%02d', r.depart_s / 3600, r.depart_s / 60 % 60) AS depart,
       printf('%02d:%02d', r.return_s / 3600, r.return_s / 60 % 60) AS back,
       r.metres, r.travel_s, r.service_s, r.wait_s, r.geom
FROM x_campaign c JOIN plan p ON p.campaign = c.id AND p.current JOIN route r ON r.plan = p.number;
CREATE VIEW v_stop AS
SELECT s.pk, p.number AS plan, p.campaign, s.route, s.number, r.date, r.team_name, s.duty,
       s.household, h.number AS household_number, h.address, h.landmark, s.area, a.name AS area_name,
       printf('%02d:%02d', s.arrive_s / 3600, s.arrive_s / 60 % 60) AS arrive,
       printf('%02d:%02d', s.begin_s / 3600, s.begin_s / 60 % 60) AS begin,
       printf('%02d:%02d', s.leave_s / 3600, s.leave_s / 60 % 60) AS leave,
       s.children, s.priority, s.reasons, s.team_size, s.fixed_time, s.repeat, s.locked, s.geom
FROM x_campaign c JOIN plan p ON p.campaign = c.id AND p.current
JOIN route r ON r.plan = p.number JOIN stop s ON s.plan = p.number AND s.route = r.number
LEFT JOIN household h ON h.id = s.household LEFT JOIN area a ON a.code = s.area;

INSERT INTO views_geometry_columns
    (view_name, view_geometry, view_rowid, f_table_name, f_geometry_column, read_only)
VALUES ('v_coverage', 'geom', 'pk', 'area', 'geom', 1),
       ('v_coverage', 'point', 'pk', 'area', 'point', 1),
       ('v_unvisited', 'geom', 'pk', 'household', 'geom', 1),
       ('v_route', 'geom', 'pk', 'route', 'geom', 1),
       ('v_stop', 'geom', 'pk', 'stop', 'geom', 1);
