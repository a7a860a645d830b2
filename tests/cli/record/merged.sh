# a sheet that comes back after its homes became one, or a child moved, is of the children printed on it (DOMAIN §9: 61)
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import volunteers team.csv
head='村,户编号,姓名,出生日期,监护人姓名,经度,纬度'
at=109.82013,28.92041
printf "$head\n柏垭村,1,癸一一,2014-01-01,癸大,$at\n柏垭村,2,癸二二,2016-02-01,癸大,$at\n柏垭村,2,癸三三,2012-02-01,癸大,$at\n柏垭村,4,田四四,2015-02-01,田红,109.83127,28.93064\n柏垭村,5,田五五,2015-03-01,田红,109.83127,28.93064\n" > l.csv
export SOURCE_DATE_EPOCH=1770300000
$ZOUFANG -q import ledger l.csv --crs wgs84
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit child --paper-lang zh_CN
$ZOUFANG -q plan --seed 1 > plan.txt
$ZOUFANG -q sheets -o s.pdf
sheet=$($ZOUFANG --json sheets list | sed -n 's/.*"sheet": "\(.*\)",/\1/p' | head -1)
$ZOUFANG record $sheet --show > stops.txt
echo "-- the ledger of a later day, before the sheet is back: 2 is 1 now, 田五五 lives in 4, where 田九九 is new; then the sheet is keyed"
export SOURCE_DATE_EPOCH=1770890400
sed -e 's/村,2,/村,1,/; s/村,5,/村,4,/' l.csv > m.csv && cp m.csv l.csv
echo "柏垭村,4,田九九,2018-01-01,田红,109.83127,28.93064" >> l.csv
$ZOUFANG -q import ledger l.csv --close-left --crs wgs84
printf '户编号,结果,见到儿童\n2,完成,\n4,完成,\n5,只见到监护人,\n' > r.csv
$ZOUFANG record $sheet r.csv
about() {
    sqlite3 zoufang.db "SELECT h.number, v.outcome, (SELECT group_concat(name) FROM person p WHERE instr(v.about, p.id)), (SELECT group_concat(name) FROM person p WHERE instr(v.seen, p.id)) FROM visit v JOIN household h ON h.id = v.household ORDER BY v.stop, v.pk"
}
about
$ZOUFANG --json coverage | python3 -c 'import json, sys; t = json.load(sys.stdin)["total"]; print({k: t[k] for k in ("in_scope", "attempted", "contacted", "seen")})'
echo "-- a correction is about the same children"
printf '户编号,结果,见到儿童\n2,完成,癸三三\n5,完成,\n' > r.csv
$ZOUFANG record $sheet r.csv
about
$ZOUFANG --json coverage | python3 -c 'import json, sys; t = json.load(sys.stdin)["total"]; print({k: t[k] for k in ("in_scope", "attempted", "contacted", "seen")})'
$ZOUFANG check || echo "exit $?"
