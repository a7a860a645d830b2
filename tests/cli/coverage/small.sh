. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household --title 走访
$ZOUFANG coverage
$ZOUFANG coverage --by village --format csv
$ZOUFANG coverage --by nothing || echo "exit $?"
$ZOUFANG coverage --area 老屋村 --json | head -12
$ZOUFANG coverage --for public
$ZOUFANG unvisited
$ZOUFANG unvisited --for public || echo "exit $?"
$ZOUFANG coverage -o c.xlsx
$ZOUFANG coverage -o c.geojson
grep -c '"Feature"' c.geojson
