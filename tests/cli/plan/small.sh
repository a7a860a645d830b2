. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household --title 走访
$ZOUFANG plan || echo "exit $?"
$ZOUFANG -q import volunteers team.csv
$ZOUFANG plan
$ZOUFANG routes
$ZOUFANG routes --route 1
$ZOUFANG explain 07-03
$ZOUFANG lock 07-03 --date 2026-02-11
$ZOUFANG plan --keep
$ZOUFANG routes
$ZOUFANG check
$ZOUFANG unlock 07-03
$ZOUFANG routes -o r.gpx
grep -c '<trk>\|<rte>' r.gpx
SOURCE_DATE_EPOCH=1772000000 $ZOUFANG plan || echo "exit $?"
