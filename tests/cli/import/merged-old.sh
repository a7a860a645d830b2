# a database of before version 9: where children lived before, and whom its visits are about, are found in what its imports kept (DOMAIN §9: 61)
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q campaign new w --from 2026-02-01 --to 2026-02-20
head='村,户编号,姓名,出生日期,监护人姓名'
printf "$head\n柏垭村,1,癸一一,2014-01-01,癸大\n柏垭村,2,癸二二,2016-02-01,癸大\n柏垭村,2,癸三三,2012-02-01,癸大\n柏垭村,4,田四四,2015-02-01,田红\n柏垭村,5,田五五,2015-03-01,田红\n" > l.csv
SOURCE_DATE_EPOCH=1770300000 $ZOUFANG -q import ledger l.csv
sed -e 's/村,2,/村,1,/; s/村,5,/村,4,/' l.csv > m.csv && cp m.csv l.csv
SOURCE_DATE_EPOCH=1770681600 $ZOUFANG -q import ledger l.csv --close-left
sed -e 's/村,4,田五五/村,6,田五五/' l.csv > m.csv && cp m.csv l.csv
export SOURCE_DATE_EPOCH=1770854400
$ZOUFANG -q import ledger l.csv --close-left
printf '村,户编号,日期,访员,结果\n柏垭村,2,2026-02-09,周岚,完成\n柏垭村,5,2026-02-09,周岚,只见到监护人\n柏垭村,4,2026-02-10,周岚,完成\n' > v.csv
$ZOUFANG -q import visits v.csv
show() {
    python3 - <<'X'
import sqlite3
db = sqlite3.connect('zoufang.db')
names = dict(db.execute('SELECT id, name FROM person'))
homes = dict(db.execute('SELECT id, number FROM household'))
print(db.execute('PRAGMA user_version').fetchone()[0])
for r in db.execute('SELECT person, household, valid_from, valid_to, from_version, run, changed FROM residence_past ORDER BY pk'):
    print(names[r[0]], homes[r[1]], *r[2:])
for r in db.execute('SELECT id, home_from, home_version FROM person WHERE home_from IS NOT NULL ORDER BY pk'):
    print(names[r[0]], *r[1:])
for r in db.execute('SELECT household, outcome, about, seen FROM visit ORDER BY pk'):
    print(homes[r[0]], r[1], '|', *sorted(names[p] for p in r[2].split(',') if p), '|', *sorted(names[p] for p in r[3].split(',') if p))
X
}
show > now
python3 - <<'X'
import sqlite3 # back to version 8, with visits as they were kept then
db = sqlite3.connect('zoufang.db', isolation_level=None)
views = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'view'").fetchall()
kept = [v for v in views if v[0][:2] in ('x_', 'v_')]
for name, sql in kept:
    db.execute(f'DROP VIEW {name}')
db.execute('DROP TRIGGER visit_no_update')
db.execute("UPDATE visit SET seen = '' WHERE household IN (SELECT id FROM household WHERE exit_date IS NOT NULL)")
db.execute("CREATE TRIGGER visit_no_update BEFORE UPDATE ON visit BEGIN SELECT RAISE(ABORT, ''); END")
db.execute('ALTER TABLE visit DROP COLUMN about')
db.execute('ALTER TABLE person DROP COLUMN home_from')
db.execute('ALTER TABLE person DROP COLUMN home_version')
db.execute('DROP TABLE residence_past')
for name, sql in kept:
    if name != 'x_child_accounted':
        db.execute(sql)
db.execute('PRAGMA user_version = 8')
X
$ZOUFANG -q campaign edit w --title w
show > then
cat then
sed 's/ 3 3 4$/ 0 3 4/' now | diff - then && echo "the same as kept today"
$ZOUFANG check
