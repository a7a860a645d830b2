# tables: keys, the same bytes for any number of threads, the oracle, CSV
. $SOURCE/tests/cli/roads/town.inc
hide() { sed 's/"\(read_s\|build_s\|snap_s\|table_s\|plain_row_s\|rss_mb\)": [0-9.e-]*/"\1": T/'; }
printf '经度,纬度,名称\n110.1005,28.7001,甲\n110.12,28.707,乙\n110.11,28.698,对岸\n' > points.csv
$ZOUFANG --json roads matrix town.osm --points points.csv --oracle 3 -o m.csv | hide
cat m.csv
$ZOUFANG --json roads matrix town.osm --mode ebike --random 50 --seed 7 --oracle 50 --threads 1 | hide > a
$ZOUFANG --json roads matrix town.osm --mode ebike --random 50 --seed 7 --oracle 50 --threads 2 | hide > b
cmp a b && cat a
$ZOUFANG roads matrix town.osm --random 5 | grep -v "CPU\|MB"
printf 'lon,lat\n110.1,x\n' > bad.csv
$ZOUFANG roads matrix town.osm --points bad.csv || echo "exit $?"
printf 'a,b\n1,2\n' > bad.csv
$ZOUFANG --lang zh_CN roads matrix town.osm --points bad.csv || echo "exit $?"
$ZOUFANG roads matrix town.osm || echo "exit $?"
$ZOUFANG roads matrix town.osm --random 3 --mode rocket || echo "exit $?"
$ZOUFANG roads matrix none.osm --random 3 || echo "exit $?"
$ZOUFANG roads fly town.osm || echo "exit $?"
printf '[foot]\nspeed = 99999\n' > bad.ini
$ZOUFANG roads stats town.osm --profile bad.ini || echo "exit $?"
printf '[foot.class]\ntertiary = no\n' > good.ini
$ZOUFANG --json roads stats town.osm --profile good.ini | grep '"ways_used"'
# words and numbers that are none are wrong calls
$ZOUFANG roads stats town.osm --mode boat || echo "exit $?"
$ZOUFANG --lang zh_CN roads reach town.osm --from 110.1,28.7 --mode boat -o r.geojson || echo "exit $?"
$ZOUFANG roads route town.osm --from 110.1,28.7 --to 110.12,28.7 --weather fog || echo "exit $?"
$ZOUFANG roads stats town.osm --close 鹿西路 || echo "exit $?"
$ZOUFANG roads stats town.osm --threads -1 || echo "exit $?"
# OpenStreetMap data have no layer to choose and one coordinate system
$ZOUFANG roads stats town.osm --layer nosuch || echo "exit $?"
$ZOUFANG --lang zh_CN roads stats town.osm --crs foo || echo "exit $?"
$ZOUFANG --json roads stats town.osm --crs wgs84 | grep '"ways_used"'
# more threads than any machine has would take all its memory
$ZOUFANG roads matrix town.osm --random 5 --threads 2000000000 || echo "exit $?"
# a number of places that is none was given all the same
$ZOUFANG roads matrix town.osm --random -3 || echo "exit $?"
$ZOUFANG --lang zh_CN roads matrix town.osm --random 0 || echo "exit $?"
