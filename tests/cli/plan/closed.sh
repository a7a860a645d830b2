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
plan() {
    SOURCE_DATE_EPOCH=1770000000 $ZOUFANG plan --iterations 500 > plan.txt || echo "exit $?"
    grep '^Left out\|^Plan\|^ *no way' plan.txt
    $ZOUFANG routes
}
# the old house's road is shut at first: who lives there is visited when it is open again
$ZOUFANG close 老屋路 --from 2026-02-09 --to 2026-02-11
plan
# shut from the second day on: visited on the first
$ZOUFANG -q close --reopen 1
$ZOUFANG -q close 老屋路 --from 2026-02-10 --to 2026-02-13
plan
# rain is judged by the roads of each route's day
$ZOUFANG close 老屋路 --when rain --from 2026-02-10 --to 2026-02-13
$ZOUFANG routes --weather rain
$ZOUFANG -q close 老屋路 --when rain --from 2026-02-09 --to 2026-02-09
$ZOUFANG routes --weather rain
