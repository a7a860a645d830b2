# rests on the way, working late, the longest way; a roster that changes after the shifts were made
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
cat > team.csv <<'X'
姓名,性别,电话,出发地,出行方式,小队,可用日期,午休,可加班分钟,每日最多公里
周岚,女,13800000001,柏垭村,步行,一队,2月9日至2月10日,12:00-13:00,30,20
韩启文,男,13800000002,老屋村,步行,二队,2月9日至2月10日,无,,
覃秀,女,13800000003,柏垭村,步行,三队,2月9日至2月10日,看情况,很晚,很远
X
for lang in en zh_CN; do $ZOUFANG --lang $lang import volunteers team.csv --dry-run || echo "exit $?"; done
$ZOUFANG -q import volunteers team.csv
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household service=90
$ZOUFANG campaign edit w rest=45 rest_from=13:30 || echo "exit $?"
$ZOUFANG -q campaign edit w rest=45
$ZOUFANG -q team auto
$ZOUFANG team shifts
echo "-- the roster changes: a rest, a day less; one day is set by hand"
$ZOUFANG -q team shift 一队 --date 2026-02-09 --rest 20 --overtime 0 --km 0
$ZOUFANG --lang zh_CN team shift 一队 --date 2026-02-09 --rest 看情况 || echo "exit $?"
sed -i 's/无,,/12:30-13:00,,/; s/2月9日至2月10日,看情况,很晚,很远/2月9日,不休,,/; s/12:00-13:00,30,20/12:00-13:30,60,/' team.csv
$ZOUFANG -q import volunteers team.csv
$ZOUFANG --lang zh_CN -q plan --prefer short || echo "exit $?"
$ZOUFANG team shifts
$ZOUFANG --lang zh_CN routes
$ZOUFANG check
