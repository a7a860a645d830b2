# a day of the plan has passed: its route stays, and the visits counted are never more than there are
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q import volunteers team.csv
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household
export SOURCE_DATE_EPOCH=1770595200
$ZOUFANG plan --iterations 200 2>/dev/null | head -1
printf '村,户编号,日期,访员,结果\n' > v.csv
sed 1d homes.csv | head -1 | awk -F, '{print $2 "," $1 ",2026-02-09,周岚,完成"}' >> v.csv
export SOURCE_DATE_EPOCH=1770681600
$ZOUFANG -q import visits v.csv
for lang in en zh_CN; do $ZOUFANG --lang $lang plan --keep --iterations 200 2>/dev/null | head -1; done
# in JSON too: duties = stops + unplanned, of which passed lie behind
$ZOUFANG --json plan --keep --iterations 200 2>/dev/null | grep -E '"(duties|passed|stops|unplanned)"'
