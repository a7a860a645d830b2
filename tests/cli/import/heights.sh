# heights in two tiles, and OpenStreetMap without a condition
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
tile() { # NAME LON HEIGHT
    { printf 'ncols 6\nnrows 6\nxllcorner %s\nyllcorner 28.90\ncellsize 0.01\n' "$2"
      for row in 1 2 3 4 5 6; do echo "$3 $3 $3 $3 $3 $3"; done; } > "$1"
}
tile west.asc 109.79 300
tile east.asc 109.85 700
for lang in en zh_CN; do $ZOUFANG --lang $lang import dem west.asc east.asc; done
tile west.asc 109.79 400
mkdir new; mv west.asc new
$ZOUFANG import dem new/west.asc
python3 -c 'import os, sqlite3; print([os.path.relpath(p) for p in sqlite3.connect("zoufang.db").execute("SELECT value FROM setting WHERE name = ?", ("dem.file",)).fetchone()[0].split(chr(10))])'
cat > r.osm <<'Y'
<osm version="0.6"><node id="1" lat="28.9204" lon="109.8201"/><node id="2" lat="28.9306" lon="109.8312"/>
<node id="3" lat="28.9216" lon="109.8700"/><node id="4" lat="28.9216" lon="109.8701"/><node id="5" lat="28.9217" lon="109.8701"/>
<way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="tertiary"/></way>
<way id="11"><nd ref="3"/><nd ref="4"/><nd ref="5"/><nd ref="3"/><tag k="building" v="yes"/></way>
<way id="12"><nd ref="1"/><nd ref="2"/><nd ref="4"/><nd ref="1"/><tag k="landuse" v="forest"/></way></osm>
Y
$ZOUFANG -q import roads r.osm
for lang in en zh_CN; do $ZOUFANG --lang $lang import households r.osm --dry-run; done
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q import volunteers team.csv
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household
echo "-- a tile that is gone is told"
rm east.asc
for lang in en zh_CN; do $ZOUFANG --lang $lang plan --iterations 20 2>&1 | grep 'asc\|OpenStreetMap'; done
