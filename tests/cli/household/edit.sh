. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG household edit 07-01 landmark=院前柚子树 point=109.86,28.92
$ZOUFANG household edit 07-09 note=x || echo "exit $?"
$ZOUFANG household edit 07-01 point=9 || echo "exit $?"
$ZOUFANG household edit 07-01 || echo "exit $?"
