. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-09 --unit household --title 走访
# one team on foot, two visits a day
printf '姓名,队伍,交通方式,每日最多户数\n甲,一队,步行,2\n' > one.csv
$ZOUFANG -q import volunteers one.csv
$ZOUFANG plan || echo "exit $?"
for home in 07-01 07-02 07-03; do
    $ZOUFANG explain $home
    $ZOUFANG --lang zh_CN explain $home
    $ZOUFANG --json explain $home | grep pushes || echo "planned"
done
