. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
for crs in foo EPSG:999999 EPSG:2435 4490x ""; do
    $ZOUFANG import households homes.csv --crs "$crs" || echo "exit $?"
    $ZOUFANG --lang zh_CN import households homes.csv --crs "$crs" || echo "exit $?"
done
$ZOUFANG import households homes.csv || echo "exit $?"
$ZOUFANG --lang zh_CN import households homes.csv || echo "exit $?"
for crs in wgs84 gcj02 bd09 EPSG:4490; do
    $ZOUFANG import households homes.csv --crs $crs --dry-run
done
$ZOUFANG import runs
