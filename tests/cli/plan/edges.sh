# no homes, one home, homes with an address only, all at one point, beyond a road gap
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household --title 走访
for lang in en zh_CN; do
    $ZOUFANG --lang $lang plan || echo "exit $?"
done
$ZOUFANG -q import volunteers team.csv
for lang in en zh_CN; do
    $ZOUFANG --lang $lang plan || echo "exit $?"
    $ZOUFANG --lang $lang sheets -o s.pdf || echo "exit $?"
    $ZOUFANG --lang $lang map routes -o r.pdf || echo "exit $?"
done
ls
paper() {
    $ZOUFANG plan || echo "exit $?"
    for map in coverage unvisited routes; do $ZOUFANG -q map $map -o $map.pdf; done
    $ZOUFANG sheets -o s.pdf
    for file in coverage unvisited routes s; do qpdf --check $file.pdf > /dev/null; done
}
echo "-- one, with an address only"
printf '户编号,村,组,地址\n08-01,柏垭村,1组,岩上12号\n' > one.csv
$ZOUFANG -q import households one.csv
paper
pdftotext s.pdf - | grep -c '岩上12号'
$ZOUFANG --lang zh_CN explain 08-01
echo "-- all at one point"
printf '户编号,村,组,地址,经度,纬度\n' > same.csv
for i in 1 2 3 4 5; do echo "09-0$i,柏垭村,1组,$i号,109.82001,28.92001" >> same.csv; done
$ZOUFANG -q import households same.csv --crs wgs84
paper
echo "-- a road that leads nowhere"
cat > r.osm <<'Y'
<osm version="0.6"><node id="1" lat="28.920" lon="109.815"/><node id="2" lat="28.921" lon="109.825"/>
<node id="3" lat="28.931" lon="109.832"/><node id="4" lat="28.9214" lon="109.869"/>
<node id="5" lat="28.9216" lon="109.872"/>
<way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="tertiary"/></way>
<way id="11"><nd ref="4"/><nd ref="5"/><tag k="highway" v="track"/></way></osm>
Y
$ZOUFANG import roads r.osm
$ZOUFANG -q import households homes.csv --crs wgs84
paper
$ZOUFANG explain 07-03
$ZOUFANG --lang zh_CN explain 07-03
$ZOUFANG report unplanned -o u.csv && cat u.csv
$ZOUFANG explain 99-99 || echo "exit $?"
$ZOUFANG --lang zh_CN explain 99-99 || echo "exit $?"
$ZOUFANG check
