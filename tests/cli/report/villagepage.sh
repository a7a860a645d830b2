# a page a village: figures, map and list of the homes still to visit, by the same numbers
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
printf '姓名,性别,出生日期,村,户编号,与儿童关系\n田小明,男,2017-03-02,柏垭村,07-01,\n覃小红,女,2018-05-06,柏垭村,07-02,\n' > ledger.csv
$ZOUFANG -q import ledger ledger.csv || echo "exit $?"
$ZOUFANG -q import volunteers team.csv
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --title 走访 --paper-lang zh_CN
$ZOUFANG -q plan > plan.txt
for whom in county volunteer village; do
    $ZOUFANG report village-page -o p.pdf --for $whom || echo "exit $?"
done
$ZOUFANG report village-page -o p.xlsx || echo "exit $?"
$ZOUFANG report village-page -o p.pdf --area 没有 || echo "exit $?"
$ZOUFANG report village-page -o all.pdf
$ZOUFANG report village-page -o again.pdf
cmp all.pdf again.pdf && qpdf --check all.pdf > /dev/null && echo sound
$ZOUFANG report village-page -o one.pdf --for village --area 柏垭村 --bw
pdftotext -layout one.pdf - | sed 's/  */ /g' | grep -vE '^ *$' | head -24
printf '户编号,走访日期,走访结果\n07-01,2026-02-09,见到\n07-02,2026-02-09,无人在家\n' > visits.csv
$ZOUFANG -q import visits visits.csv || echo "exit $?"
$ZOUFANG report village-page -o one.pdf --for village --area 柏垭村
pdftotext -layout one.pdf - | sed 's/  */ /g' | grep -vE '^ *$' | head -24
# the legend has what is on the map, and figures are of homes where homes are counted
pdftotext one.pdf - | grep -c -e 位置待核 || true
$ZOUFANG -q campaign new h --from 2026-02-09 --to 2026-02-13 --unit household --title 走访 --paper-lang zh_CN
$ZOUFANG --campaign h report village-page -o h.pdf --area 柏垭村
pdftotext h.pdf - | grep -e 未掌握 -e 已见到
