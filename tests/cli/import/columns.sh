. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
printf '姓名\n张三\n' > one.csv
printf 'x,y\n1,2\n' > none.csv
for lang in en zh_CN; do
    $ZOUFANG --lang $lang import households one.csv || echo "exit $?"
    for kind in areas households volunteers visits pairings roads; do
        $ZOUFANG --lang $lang import $kind none.csv || echo "exit $?"
    done
    for map in nix=户编号 name=没有 foo name=ZZZ; do
        $ZOUFANG --lang $lang import households homes.csv --map $map || echo "exit $?"
    done
done
sed '1s/户编号/甲/;1s/地址/乙/' homes.csv > renamed.csv
$ZOUFANG import households renamed.csv --crs wgs84 --map number=甲 --map address=D
$ZOUFANG unvisited || echo "exit $?"
