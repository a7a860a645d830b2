# who said once in which system the coordinates are is not asked again; a folder inside is told
. "$SOURCE/tests/cli/small.inc"
mkdir d d/ledger.xlsx && mv areas.geojson homes.csv team.csv d
days="--from 2026-02-09 --to 2026-02-09 --iterations 50"
"$ZOUFANG" --lang en go d $days 2>&1 | tail -1
"$ZOUFANG" --lang en go d $days --crs gcj02 2> /dev/null | sed -n '1,/^3 /p'
echo "-- as it was, and changed"
"$ZOUFANG" --lang en go d $days 2> /dev/null | sed -n '/^2 /,/^3 /p'
sed -i 's/07-02,柏垭村,2组/07-02,柏垭村,3组/' d/homes.csv
"$ZOUFANG" --lang zh_CN go d $days 2> /dev/null | sed -n '1,/^3 /p'
echo "-- said for the homes, while the villages are in metres of a system of their own"
mkdir e && cp "$SOURCE"/data/geo/villages.* "$SOURCE"/data/geo/roads.osm "$SOURCE"/data/geo/dem.tif e
printf '户编号,村,经度,纬度\n1,,109.82013,28.92041\n' > e/homes.csv
"$ZOUFANG" --lang en go e $days --crs gcj02 2> /dev/null | sed -n '/^2 /,/^3 /p'
