# minutes to the nearest places, who is hard to reach, own speeds, closures
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household --title 走访
$ZOUFANG coverage --access || echo "exit $?"
cat > p.csv <<'X'
名称,类别,经度,纬度
柏垭小学,学校,109.8201,28.9205
柏垭卫生室,卫生室,109.8312,28.9306
X
$ZOUFANG -q import places p.csv --crs wgs84
$ZOUFANG coverage --access
cat > r.osm <<'X'
<osm version="0.6"><node id="1" lat="28.9204" lon="109.8201"/><node id="2" lat="28.9306" lon="109.8312"/>
<node id="3" lat="28.9216" lon="109.8650"/><way id="10"><nd ref="1"/><nd ref="2"/>
<tag k="highway" v="tertiary"/><tag k="name" v="鹿溪路"/></way>
<way id="11"><nd ref="2"/><nd ref="3"/><tag k="route" v="ferry"/><tag k="name" v="鹿溪渡"/></way>
<node id="4" lat="28.9216" lon="109.8700"/><way id="12"><nd ref="3"/><nd ref="4"/><tag k="highway" v="track"/></way></osm>
X
$ZOUFANG -q import roads r.osm
$ZOUFANG coverage --access --by home
$ZOUFANG --lang zh_CN coverage --access --by home --mode ebike --limit 10
$ZOUFANG coverage --access --for public
$ZOUFANG coverage --access --for public --by home || echo "exit $?"
$ZOUFANG close 鹿溪渡 --when rain
$ZOUFANG coverage --access --by home --weather rain --format csv
printf '[foot]\nspeed = 2.5185\n' > profiles.ini
$ZOUFANG coverage --access --by home --format csv | cut -d, -f2,7
printf '[foot]\nspeed = fast\n' > profiles.ini
$ZOUFANG coverage --access || echo "exit $?"
rm profiles.ini
$ZOUFANG coverage --access --by home -o a.xlsx
$ZOUFANG coverage --access -o a.geojson
$ZOUFANG coverage --access --mode sledge || echo "exit $?"
# only one village; the map of it
$ZOUFANG coverage --access --area 老屋村 --format csv | cut -d, -f1-6
$ZOUFANG coverage --access --area 老屋村 --by home --format csv | cut -d, -f2,3,7
$ZOUFANG coverage --access --area 没有村 || echo "exit $?"
$ZOUFANG map access -o m.pdf
$ZOUFANG map access --for county --bw -o m.png
$ZOUFANG map access --area 老屋村 --limit 5 --mode ebike --weather rain -o m.svg
$ZOUFANG map coverage --limit 5 -o m.pdf || echo "exit $?"
$ZOUFANG map access --limit -5 -o m.pdf || echo "exit $?"
