# Gauss-Krüger in a province of eight zones, villages as points, nothing that names the zone
python3 - <<'Y'
V = [("650121100200", "甲村", 524061.94, 4871888.55), ("650121100201", "乙村", 528071.69, 4871899.72),
     ("650121100202", "丙村", 524041.72, 4877443.53), ("650121100203", "丁村", 528041.37, 4877454.71)]
def write(name, head, rows):
    open(name, "w").write(head + "\n" + "".join(",".join(map(str, r)) + "\n" for r in rows))
write("bare.csv", "行政区划代码,名称,X,Y", V)
write("north.csv", "行政区划代码,名称,X,Y", [(c, n, y, x) for c, n, x, y in V])
write("prefix.csv", "行政区划代码,名称,X,Y", [(c, n, y, 29e6 + x) for c, n, x, y in V])
write("six.csv", "行政区划代码,名称,X,Y", [(c, n, 15e6 + x, y) for c, n, x, y in V])
# homes: in metres, one row with north and east exchanged; in degrees
H = [(f"h{i}", *V[i % 4][:2], V[i % 4][2] + 90 * i, V[i % 4][3] - 70 * i) for i in range(12)]
H[5] = (*H[5][:3], H[5][4], H[5][3])
write("metres.csv", "户编号,村代码,村,X,Y", H)
write("degrees.csv", "户编号,村代码,村,经度,纬度",
      [(f"h{i}", *V[i % 4][:2], "%.6f" % (87.3 + 0.05 * (i % 2) + 0.001 * i), "%.6f" % (44 + 0.05 * (i % 4 // 2)))
       for i in range(12)])
Y
cat > roads.osm <<'X'
<osm version="0.6"><node id="1" lat="44.0" lon="87.29"/><node id="2" lat="44.05" lon="87.35"/>
<way id="10"><nd ref="1"/><nd ref="2"/><tag k="highway" v="tertiary"/></way></osm>
X
both() { $ZOUFANG "$@" 2>&1 || echo "exit $?"; }
fresh() { rm -rf w; $ZOUFANG -C w -q init; }
echo "-- which zone? the file does not say"
fresh; both -C w import areas bare.csv
echo "-- the right one: north first, a zone in front, six degrees; homes follow"
for pair in bare:4538 north:4538 prefix:auto six:auto bare:4504; do
    fresh; echo "- $pair"
    system=${pair#*:}; [ "$system" = auto ] || system=EPSG:$system
    both -C w import areas ${pair%:*}.csv --crs $system
    both -q -C w import households metres.csv
    ogrinfo -q -sql "SELECT count(*) AS n, CAST(round(avg(st_x(geom)), 3) AS REAL) AS lon, CAST(round(avg(st_y(geom)), 3) AS REAL) AS lat FROM household" \
        -dialect sqlite w/zoufang.db | grep =
done
echo "-- a wrong one: said by homes and by roads"
fresh; both -C w import areas bare.csv --crs EPSG:4539
both -C w import households degrees.csv
both -C w import households degrees.csv --crs wgs84
both -C w import roads roads.osm
both -C w --lang zh_CN import households degrees.csv --crs wgs84
both -C w --lang zh_CN import roads roads.osm --dry-run
echo "-- a wrong zone in front of the eastings"
both -C w import areas prefix.csv --crs EPSG:4518 --dry-run
echo "-- taken back and read again, all is well"
both -q -C w import undo 2; both -q -C w import undo 1; both -q -C w import areas bare.csv --crs EPSG:4538
both -C w import households degrees.csv --crs wgs84
