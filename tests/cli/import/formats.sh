# the same villages in four formats
. $SOURCE/tests/cli/small.inc
ogr2ogr -f GPKG v.gpkg areas.geojson
ogr2ogr -f KML v.kml areas.geojson
ogr2ogr -f "ESRI Shapefile" -lco ENCODING=GB18030 v.shp areas.geojson
rm v.cpg
for end in gpkg kml shp; do
    $ZOUFANG -q -C $end init
    $ZOUFANG -C $end import areas v.$end
    $ZOUFANG -C $end import areas v.$end
    $ZOUFANG -C $end import households homes.csv --crs wgs84
done
rm v.shx
$ZOUFANG -q -C w init
$ZOUFANG -C w import areas v.shp || echo "exit $?"
rm v.dbf
$ZOUFANG -C w import areas v.shp || echo "exit $?"
