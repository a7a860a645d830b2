# a shapefile that does not say its encoding: taken for GBK, and read as what the user says
cat > s.geojson <<'X'
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"class":"residential","name":"Südstraße"},"geometry":{"type":"LineString","coordinates":[[10,50],[10.01,50]]}},
{"type":"Feature","properties":{"class":"residential","name":"Grüner Weg"},"geometry":{"type":"LineString","coordinates":[[10.01,50],[10.01,50.01]]}}]}
X
ogr2ogr -lco ENCODING=ISO-8859-1 s.shp s.geojson
rm s.cpg
$ZOUFANG roads route s.shp --from 10,50 --to 10.01,50.009 --cues 2>/dev/null
$ZOUFANG roads route s.shp --from 10,50 --to 10.01,50.009 --cues --encoding ISO-8859-1 2>/dev/null
