. $SOURCE/tests/cli/small.inc
cat > roads.geojson <<'X'
{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"class":"residential","name":"主路"},"geometry":{"type":"LineString","coordinates":[[109.8201,28.9204],[109.8301,28.9204]]}},
{"type":"Feature","properties":{"class":"residential","name":"河边路"},"geometry":{"type":"LineString","coordinates":[[109.8301,28.9204],[109.8301,28.9306]]}},
{"type":"Feature","properties":{"class":"residential","name":"山路"},"geometry":{"type":"LineString","coordinates":[[109.8301,28.9204],[109.8350,28.9204],[109.8350,28.9306],[109.8301,28.9306]]}},
{"type":"Feature","properties":{"class":"residential","name":"老屋路"},"geometry":{"type":"LineString","coordinates":[[109.8350,28.9204],[109.8500,28.9210],[109.8700,28.9215]]}}]}
X
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q import roads roads.geojson --crs wgs84
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household --title 走访
$ZOUFANG -q import volunteers team.csv
SOURCE_DATE_EPOCH=1770000000 $ZOUFANG -q plan || echo "exit $?"
$ZOUFANG routes --weather rain
$ZOUFANG close 河边路 --when rain
$ZOUFANG routes --weather rain
$ZOUFANG close 老屋路 --when rain
$ZOUFANG routes --weather rain --lang zh_CN
$ZOUFANG routes --weather rain --format json
$ZOUFANG routes --weather snow || echo "exit $?"
$ZOUFANG sheets --route 1 -o s.pdf > /dev/null
pdftotext -f 1 -l 1 s.pdf - | grep 雨天
