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
echo "-- a drawing with folders: all that hold what is wanted"
placemark() { echo "<Placemark><name>$1</name><Polygon><outerBoundaryIs><LinearRing><coordinates>$2</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"; }
cat > folders.kml <<X
<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Folder><name>鹿鸣乡</name>$(placemark 柏垭村 "109.80,28.90 109.85,28.90 109.85,28.95 109.80,28.95 109.80,28.90")</Folder>
<Folder><name>石桥乡</name>$(placemark 柏垭村 "109.85,28.90 109.90,28.90 109.90,28.95 109.85,28.95 109.85,28.90")</Folder>
<Folder><name>村委会</name><Placemark><name>柏垭村委会</name><Point><coordinates>109.82,28.92</coordinates></Point></Placemark></Folder>
<Folder><name>小路</name><Placemark><name>上坡</name><LineString><coordinates>109.82,28.92 109.83,28.93</coordinates></LineString></Placemark></Folder>
</Document></kml>
X
$ZOUFANG -q -C f init
for lang in en zh_CN; do $ZOUFANG --lang $lang -C f import areas folders.kml --dry-run; done
$ZOUFANG -q -C f import areas folders.kml 2>/dev/null
ogrinfo -q -sql "SELECT a.name, t.name AS town FROM area a JOIN area t ON t.code = a.parent ORDER BY town" \
    f/zoufang.db | grep ' = '
$ZOUFANG -C f import places folders.kml
$ZOUFANG -q -C f import roads folders.kml 2>/dev/null
ogrinfo -q -sql "SELECT name FROM road" f/zoufang.db | grep ' = '
for lang in en zh_CN; do $ZOUFANG --lang $lang -C f import areas folders.kml --layer 别的 || echo "exit $?"; done
$ZOUFANG -C f import areas folders.kml --layer 村委会 --dry-run
