-- nobody is named outside the tables person, volunteer and visit
WITH t AS MATERIALIZED (SELECT name FROM sqlite_schema WHERE type = 'view'
    OR (type = 'table' AND sql LIKE '%STRICT%'))
SELECT t.name AS tab, p.name AS col FROM t, pragma_table_info(t.name) p
WHERE p.name IN ('phone', 'id_number', 'birth', 'visitors')
   OR (t.name LIKE 'v\_%' ESCAPE '\' AND p.name LIKE '%person%') ORDER BY 1, 2;
-- visits and published figures cannot be changed by other programs either
UPDATE visit SET outcome = 'seen';
DELETE FROM visit;
