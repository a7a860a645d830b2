. $SOURCE/tests/cli/small.inc
$ZOUFANG init
$ZOUFANG import areas areas.geojson
$ZOUFANG import households homes.csv --crs wgs84
$ZOUFANG import volunteers team.csv
echo "-- again"
$ZOUFANG import households homes.csv --crs wgs84
echo "-- changed"
sed -i 's/12号/13号/' homes.csv
$ZOUFANG import households homes.csv --crs wgs84
$ZOUFANG import runs
$ZOUFANG import undo 4
$ZOUFANG import nothing homes.csv || echo "exit $?"
$ZOUFANG import households missing.csv || echo "exit $?"
: > empty.csv
$ZOUFANG import households empty.csv || echo "exit $?"
