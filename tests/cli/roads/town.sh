# stats, route, matrix, reach on a drawn town
. $SOURCE/tests/cli/roads/town.inc
hide() { sed 's/"\(read_s\|build_s\|snap_s\|table_s\|plain_row_s\|route_s\|rss_mb\)": [0-9.e-]*/"\1": T/'; }
$ZOUFANG roads stats town.osm | grep -v CPU | grep -v "memory"
$ZOUFANG --json roads stats town.osm --mode car | hide
$ZOUFANG roads route town.osm --from 110.1005,28.7001 --to 110.1295,28.7081 --cues
$ZOUFANG --lang zh_CN roads route town.osm --from 110.1005,28.7001 --to 110.1295,28.7081 --cues
$ZOUFANG roads route town.osm --from 110.1005,28.7001 --to 110.12,28.707 --mode motorcycle
$ZOUFANG --json roads route town.osm --from 110.1005,28.7001 --to 110.1205,28.706 --mode bicycle --close 11 | hide
$ZOUFANG roads route town.osm --from 110.1005,28.7001 --to 110.12,28.707 --format geojson |
  grep -c '"LineString"'
$ZOUFANG roads route town.osm --from 110.1005,28.7001 --to 110.12,28.707 --cues -o way.gpx
grep -c '<wpt\|<trk>\|<rte' way.gpx
# beyond the river, and in the middle of nowhere
$ZOUFANG roads route town.osm --from 110.11,28.698 --to 110.12,28.707 || echo "exit $?"
$ZOUFANG roads route town.osm --from 111,29 --to 110.12,28.707 || echo "exit $?"
# near the island: taken to the main part
$ZOUFANG roads route town.osm --from 110.1,28.719 --to 110.12,28.707 | tail -1
# what the nearest way does not serve
printf 'lon,lat\n110.1,28.719\n110.11,28.698\n111,29\n110.1005,28.7001\n' > p.csv
$ZOUFANG roads snap town.osm --points p.csv --format csv 2>&1 | sed 's/; .*//'
$ZOUFANG roads snap town.osm || echo "exit $?"
# an option that means nothing there is told
$ZOUFANG roads matrix town.osm --random 5 --minutes 15 || echo "exit $?"
$ZOUFANG --lang zh_CN roads stats town.osm --cues || echo "exit $?"
