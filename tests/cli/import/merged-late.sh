# results that come back after the ledger made two homes one, or a child moved, are the children's: of those on the sheet, or of that day (DOMAIN §9: 61)
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q campaign new w --from 2026-02-01 --to 2026-02-20
head='村,户编号,姓名,出生日期,监护人姓名'
printf "$head\n柏垭村,1,癸一一,2014-01-01,癸大\n柏垭村,2,癸二二,2016-02-01,癸大\n柏垭村,2,癸三三,2012-02-01,癸大\n柏垭村,4,田四四,2015-02-01,田红\n柏垭村,5,田五五,2015-03-01,田红\n柏垭村,6,吴六六,2015-03-01,吴江\n" > l.csv
SOURCE_DATE_EPOCH=1770300000 $ZOUFANG -q import ledger l.csv
seen() { $ZOUFANG --json coverage --as-of 2026-02-13 | python3 -c 'import json, sys; t = json.load(sys.stdin)["total"]; print({k: t[k] for k in ("in_scope", "attempted", "contacted", "seen", "accounted", "barred")})'; }
cp zoufang.db before.db
echo "-- 12 February: home 2 becomes part of home 1, the child of home 5 moves to home 4, somebody is new there, the slip about 吴六六 is put right twice"
export SOURCE_DATE_EPOCH=1770854400
sed -e 's/村,2,/村,1,/; s/村,5,/村,4,/; s/村,6,/村,7,/' l.csv > m.csv && cp m.csv l.csv
echo "柏垭村,4,田九九,2018-01-01,田红" >> l.csv
$ZOUFANG -q import ledger l.csv --close-left
sed -i 's/村,7,/村,8,/' l.csv
$ZOUFANG -q import ledger l.csv --close-left
spatialite -silent -list zoufang.db "SELECT p.name, h.number, r.valid_from, r.valid_to FROM residence_past r JOIN person p ON p.id = r.person JOIN household h ON h.id = r.household ORDER BY r.pk" 2>/dev/null
seen
echo "-- the visits were before: home 2 in full, home 5 by the child's name, home 6 away from home (verified), home 4 nobody there"
printf '村,户编号,姓名,日期,访员,结果,核实\n柏垭村,2,,2026-02-10,周岚,完成,\n柏垭村,,田五五,2026-02-10,周岚,完成,\n柏垭村,6,,2026-02-11,周岚,住校,是\n柏垭村,4,,2026-02-11,周岚,无人,\n' > v.csv
$ZOUFANG import visits v.csv
seen
$ZOUFANG unvisited --as-of 2026-02-13 --format csv 2>/dev/null | cut -d, -f2,6,7
echo "-- a visit after the 12th by the number on the old list is of those who lived there last; a child may be named"
printf '村,户编号,日期,访员,结果,见到儿童\n柏垭村,2,2026-02-13,周岚,完成,癸三三\n柏垭村,5,2026-02-13,周岚,只见到监护人,\n' > v2.csv
SOURCE_DATE_EPOCH=1771027200 $ZOUFANG import visits v2.csv
spatialite -silent -list zoufang.db "SELECT h.number, v.date, v.outcome, (SELECT group_concat(name) FROM person p WHERE instr(v.about, p.id)) AS about, (SELECT group_concat(name) FROM person p WHERE instr(v.seen, p.id)) AS seen FROM visit v JOIN household h ON h.id = v.household ORDER BY v.pk" 2>/dev/null
echo "-- the files once more change nothing; SQL says the same"
$ZOUFANG -q import visits v.csv
SOURCE_DATE_EPOCH=1771027200 $ZOUFANG -q import visits v2.csv
seen
spatialite -silent -list zoufang.db "INSERT OR REPLACE INTO setting VALUES ('as_of', '2026-02-13'); SELECT in_scope, attempted, contacted, seen, accounted, barred FROM v_coverage WHERE code = '990101001201'" 2>/dev/null
$ZOUFANG check
echo "-- the ledger taken back: the children are where they were, and their results with them"
$ZOUFANG -q import undo 4
$ZOUFANG -q import undo 3
spatialite -silent -list zoufang.db "SELECT count(*) FROM residence_past" 2>/dev/null
seen
