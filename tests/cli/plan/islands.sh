# a road that hangs together with no other, a one-way into a dead end, a home far from every way (DOMAIN §9: 58)
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
echo '07-04,柏垭村,3组,9号,109.80510,28.94512' >> homes.csv
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q import volunteers team.csv
python3 - <<'Y'
import json
roads = [("tertiary", "no", [[109.81, 28.92], [109.84, 28.925], [109.845, 28.93]]), # the network
         ("track", "no", [[109.868, 28.921], [109.872, 28.922]]),                  # an island at 07-03
         ("residential", "yes", [[109.82, 28.92162], [109.82, 28.9204]])]          # into a dead end at 07-01
json.dump({"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"highway": kind, "oneway": oneway},
     "geometry": {"type": "LineString", "coordinates": line}} for kind, oneway, line in roads]},
    open("roads.geojson", "w"))
Y
$ZOUFANG -q import roads roads.geojson
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household
for lang in en zh_CN; do $ZOUFANG --lang $lang -v plan --iterations 50; done
$ZOUFANG check
$ZOUFANG --json routes --route 1 | python3 -c 'import json, sys
for stop in json.load(sys.stdin)["stops"]: print(stop["number"])'
