# what --json says of the names and numbers that a map found places for
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household --title 走访
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q import volunteers team.csv
$ZOUFANG --json map coverage -o m.pdf
$ZOUFANG --json map atlas -o a.pdf
$ZOUFANG -q plan --iterations 100 || echo "exit $?"
$ZOUFANG --json map routes -o r.pdf
$ZOUFANG map routes --route 99 -o r.pdf || echo "exit $?"
$ZOUFANG --lang zh_CN map routes --volunteer 无此人 -o r.pdf || echo "exit $?"
$ZOUFANG map coverage --route 1 -o r.pdf || echo "exit $?"
$ZOUFANG --lang zh_CN map routes --route -1 -o r.pdf || echo "exit $?"
