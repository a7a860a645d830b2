# a column that is named and is not there is told, with those that are
cat > roads.geojson <<'Y'
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"等级":"村道","路名":"甲路","单行":"是"},"geometry":{"type":"LineString","coordinates":[[110.10,28.70,5],[110.11,28.70,6]]}},
{"type":"Feature","properties":{"等级":"乡道","路名":"乙路","单行":"否"},"geometry":{"type":"MultiLineString","coordinates":[[[110.11,28.70],[110.12,28.70]],[[110.12,28.70],[110.12,28.71]]]}}]}
Y
for lang in en zh_CN; do
    $ZOUFANG --lang $lang --json roads stats roads.geojson --map class=等及 --map oneway=单行 | grep '"ways_used"'
    $ZOUFANG --lang $lang --json roads stats roads.geojson | grep '"ways_used"'
done
