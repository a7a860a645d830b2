# teams, pairs, locks, closed roads
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q import volunteers team.csv
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household --title 走访
cat > r.osm <<'Y'
<osm version="0.6"><node id="1" lat="28.9204" lon="109.8201"/><node id="2" lat="28.9306" lon="109.8312"/>
<node id="3" lat="28.9216" lon="109.8700"/><way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/>
<tag k="highway" v="tertiary"/><tag k="name" v="鹿溪路"/></way></osm>
Y
$ZOUFANG -q import roads r.osm
$ZOUFANG team list
$ZOUFANG team add 3队 周岚 韩启文
$ZOUFANG team add 4队 没有 || echo "exit $?"
$ZOUFANG --lang zh_CN team add 4队 没有 || echo "exit $?"
$ZOUFANG team shift 3队 --date 2026-02-09 --cancel yes || echo "exit $?"
$ZOUFANG team shift 9队 --date 2026-02-09 --cancel yes || echo "exit $?"
$ZOUFANG team list
$ZOUFANG team nonsense || echo "exit $?"
$ZOUFANG pair list
$ZOUFANG pair suggest
$ZOUFANG pair accept
$ZOUFANG pair list
$ZOUFANG --lang zh_CN pair nonsense || echo "exit $?"
$ZOUFANG plan || echo "exit $?"
$ZOUFANG lock 07-01 --team 3队 --date 2026-02-12
$ZOUFANG --lang zh_CN lock 07-09 --date 2026-02-12 || echo "exit $?"
$ZOUFANG --lang zh_CN lock 07-01 --team 没有 || echo "exit $?"
$ZOUFANG --lang zh_CN lock 07-01 --date 2026-03-12 || echo "exit $?"
$ZOUFANG lock 07-01 --date 2026-02-10
$ZOUFANG lock --date 2026-02-10 || echo "exit $?"
$ZOUFANG lock
$ZOUFANG plan --keep || echo "exit $?"
$ZOUFANG unlock 07-01
$ZOUFANG plan --keep || echo "exit $?"
$ZOUFANG --json routes --route 1 | grep locked
$ZOUFANG close 鹿溪路 --from 2026-02-10 --to 2026-02-13
$ZOUFANG --lang zh_CN close 没有路 || echo "exit $?"
$ZOUFANG --lang zh_CN close 鹿溪路 --when snow || echo "exit $?"
$ZOUFANG close
$ZOUFANG plan || echo "exit $?"
$ZOUFANG close --reopen 1
$ZOUFANG --lang zh_CN close --reopen 9 || echo "exit $?"
$ZOUFANG close
$ZOUFANG check || echo "exit $?"
