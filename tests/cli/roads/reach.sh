# areas within reach, with holes, rivers respected
. $SOURCE/tests/cli/roads/town.inc
$ZOUFANG roads reach town.osm --from 110.1100,28.7000 --minutes 5,15 --format geojson > reach.geojson
python3 - <<'Y'
import json
for f in json.load(open("reach.geojson"))["features"]:
    g = f["geometry"]
    parts = g["coordinates"] if g["type"] == "MultiPolygon" else [g["coordinates"]]
    south = min(p[1] for part in parts for ring in part for p in ring)
    print(f["properties"], g["type"], "parts", len(parts), "holes", sum(len(p) - 1 for p in parts),
          "stays north of the river", south > 28.6989)
Y
$ZOUFANG roads reach town.osm --from 110.11,28.70 --minutes 60 -o a.gpkg
$ZOUFANG roads reach town.osm --from 110.11,28.70 --minutes 30,15 || echo "exit $?"
$ZOUFANG roads reach town.osm --minutes 30 || echo "exit $?"
$ZOUFANG roads reach town.osm --from 110.11 || echo "exit $?"
$ZOUFANG roads reach town.osm --from 110.11,28.70 --from 111,29 --minutes 5 || echo "exit $?"
$ZOUFANG roads reach town.osm --from 111,29 --minutes 5 -o none.geojson || echo "exit $?, $(ls none.geojson 2>&1 | wc -l)"
# all the places of a table at once
printf 'lon,lat\n110.11,28.70\n110.12,28.707\n' > p.csv
$ZOUFANG roads reach town.osm --points p.csv --minutes 5
$ZOUFANG roads reach town.osm --from 110.11,28.70 --from 110.12,28.707 --minutes 5
$ZOUFANG --lang zh_CN roads reach town.osm --from 110.11,28.70 --points p.csv --minutes 5 || echo "exit $?"
