. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG backup b.db
$ZOUFANG --db b.db import runs
cp b.db c.db
mkdir folder
for lang in en zh_CN; do
    for file in b.db zoufang.db folder nowhere/b.db; do
        $ZOUFANG --lang $lang backup $file || echo "exit $?"
    done
    $ZOUFANG --lang $lang backup || echo "exit $?"
done
cmp b.db c.db
ls -l b.db | cut -c 1-10
$ZOUFANG --db b.db check
head -c 20000 b.db > cut.db
$ZOUFANG --db cut.db check || echo "exit $?"
$ZOUFANG --lang zh_CN --db cut.db coverage || echo "exit $?"
