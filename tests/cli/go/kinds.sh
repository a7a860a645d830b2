# what go takes files for: border lines, a short roster, a short ledger, a broken file (DOMAIN §9: 15, 36, 55)
. $SOURCE/tests/cli/small.inc
fresh() { rm -rf d; mkdir d; cp areas.geojson "$@" d; }
echo "-- border lines are no roads, a short roster and a short ledger are known, a broken file needs no kind"
fresh; ogr2ogr -lco ENCODING=UTF-8 -nlt LINESTRING d/lines.shp areas.geojson; rm d/areas.geojson
printf '姓名,出发地\n周岚,柏垭村\n' > d/roster.csv
for lang in en zh_CN; do $ZOUFANG --lang $lang go d --from 2026-02-09 --to 2026-02-20 2>&1 | grep -v zoufang.db || true; done
fresh team.csv; printf '村,姓名,出生日期\n柏垭村,张三,2010-02-12\n' > d/农村留守儿童.csv
$ZOUFANG --lang en go d --from 2026-02-09 --to 2026-02-20 --iterations 50 2>&1 | grep "留守" || true
rm -rf e; mkdir e; head -c 3000 "$SOURCE/data/geo/volunteers.xlsx" > e/cut.xlsx
for lang in en zh_CN; do $ZOUFANG --lang $lang go e 2>&1 || true; done
