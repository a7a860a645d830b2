# coordinates as they arrive (DOMAIN §9: 37–48)
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
python3 - <<'Y'
import random
random.seed(1)
homes = [("柏垭村", 109.846 + 0.0035 * random.random(), 28.902 + 0.046 * random.random()) for _ in range(12)]
homes += [("老屋村", 109.8505 + 0.0035 * random.random(), 28.902 + 0.046 * random.random()) for _ in range(12)]
def write(name, head, cells):
    with open(name, "w") as f:
        f.write(f"户编号,村,{head}\n")
        for i, (village, lon, lat) in enumerate(homes):
            f.write(f"{i + 1},{village},{cells(i, village, lon, lat)}\n")
plain = lambda lon, lat: f"{lon:.6f},{lat:.6f}"
write("swapped.csv", "经度,纬度", lambda i, v, lon, lat: plain(lat, lon))
write("row.csv", "经度,纬度", lambda i, v, lon, lat: plain(lat, lon) if i == 4 else plain(lon, lat))
write("cell.csv", "坐标", lambda i, v, lon, lat:
      [f'"{lon:.6f},{lat:.6f}"', f"{lon:.6f}，{lat:.6f}", f"N{lat:.6f} E{lon:.6f}",
       f"东经{int(lon)}度{(lon % 1) * 60:.4f}分 北纬{int(lat)}度{(lat % 1) * 60:.4f}分"][i % 4]
      if i else "107°75′00″ 28°10′00″")
write("nothing.csv", "经度,纬度", lambda i, v, lon, lat: ["0,0", "999,999", "109.82,", ","][i] if i < 4 else plain(lon, lat))
write("office.csv", "经度,纬度", lambda i, v, lon, lat: "109.8251000,28.9251000")
write("crowd.csv", "经度,纬度", lambda i, v, lon, lat: "109.8251000,28.9251000" if v == "柏垭村" else plain(lon, lat))
write("coarse.csv", "经度,纬度", lambda i, v, lon, lat: f"{lon:.{2 + i % 3}f},{lat:.{2 + i % 3}f}")
write("outside.csv", "经度,纬度", lambda i, v, lon, lat: ["110.5,28.925001", "109.8501000,28.920001", "109.8560001,28.920001"][i] if i < 3 else plain(lon, lat))
with open("address.csv", "w") as f:
    f.write("户编号,地址\n1,柏垭村3组12号\n2,老屋村\n3,没有的地方\n")
with open("points.csv", "w") as f:
    f.write("代码,名称,经度,纬度\n990101002201,岩上村,109.70,28.80\n")
with open("far.csv", "w") as f:
    f.write("户编号,村,经度,纬度\n1,岩上村,109.701234,28.801234\n2,岩上村,112.701234,28.801234\n")
with open("lake.geojson", "w") as f:
    f.write('{"type":"Feature","properties":{"natural":"water","name":"水库"},"geometry":{"type":"Polygon","coordinates":'
            '[[[109.81,28.91],[109.82,28.91],[109.82,28.92],[109.81,28.92],[109.81,28.91]]]}}')
with open("wet.csv", "w") as f:
    f.write("户编号,村,经度,纬度\n1,柏垭村,109.815123,28.915123\n2,柏垭村,109.810123,28.915123\n3,柏垭村,109.830123,28.915123\n")
Y
for file in swapped row cell nothing office crowd coarse outside address; do
    echo "-- $file"
    crs="--crs wgs84"
    case $file in swapped | row | cell) crs= ;; esac
    for lang in en zh_CN; do
        $ZOUFANG --lang $lang import households $file.csv $crs --dry-run 2>&1 | sed '/^How coord/,/^$/d;/^坐标可能/,/^$/d'
    done
done
echo "-- where a home cannot be"
$ZOUFANG -q import areas points.csv --crs wgs84
$ZOUFANG import water lake.geojson
for lang in en zh_CN; do
    $ZOUFANG --lang $lang -v import households far.csv wet.csv --crs wgs84 --dry-run 2>&1 | grep '\[' || true
done
$ZOUFANG import households office.csv --crs wgs84
$ZOUFANG coverage --format csv 2>/dev/null | head -3 || true
$ZOUFANG check
echo "-- water that comes after the homes"
rm -rf late
$ZOUFANG -q -C late init
$ZOUFANG -q -C late import areas areas.geojson
$ZOUFANG -q -C late import households wet.csv --crs wgs84
for lang in en zh_CN; do $ZOUFANG --lang $lang -C late import water lake.geojson --dry-run; done
$ZOUFANG -C late check
$ZOUFANG -q -C late import water lake.geojson
for lang in en zh_CN; do $ZOUFANG --lang $lang -C late check || echo "exit $?"; done
$ZOUFANG -C late import households wet.csv --crs wgs84 || echo "exit $?"
sed '/^2,/d' wet.csv > late/wet.csv # home 1 is set aside, 2 is not in the list any more: only 2 has left
$ZOUFANG -C late import households late/wet.csv --crs wgs84 --close-left --dry-run || echo "exit $?"
$ZOUFANG -q -C late household edit 1 point=109.83212,28.93123
$ZOUFANG -C late check || echo "exit $?"
$ZOUFANG -q -C late household edit 1 point=109.815123,28.915123
$ZOUFANG -q -C late check || echo "exit $?"
$ZOUFANG -q -C late import undo 3
$ZOUFANG -C late check
echo "-- copied from AMap (GCJ-02) and from Baidu (BD-09): told by the villages"
python3 - <<'Z'
import csv, math
A, EE = 6378245.0, 0.00669342162296594323
def gcj(lon, lat):
    x, y = lon - 105, lat - 35
    s = 20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + 2 / 3 * (
        s + 20 * math.sin(math.pi * y) + 40 * math.sin(math.pi * y / 3)
        + 160 * math.sin(math.pi * y / 12) + 320 * math.sin(math.pi * y / 30))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + 2 / 3 * (
        s + 20 * math.sin(math.pi * x) + 40 * math.sin(math.pi * x / 3)
        + 150 * math.sin(math.pi * x / 12) + 300 * math.sin(math.pi * x / 30))
    m = 1 - EE * math.sin(math.radians(lat)) ** 2
    return (lon + east * 180 / (math.pi * A / math.sqrt(m) * math.cos(math.radians(lat))),
            lat + north * 180 / (math.pi * A * (1 - EE) / (m * math.sqrt(m))))
def bd(lon, lat):
    k = math.pi * 3000 / 180
    z = math.hypot(lon, lat) + 0.00002 * math.sin(lat * k)
    t = math.atan2(lat, lon) + 0.000003 * math.cos(lon * k)
    return z * math.cos(t) + 0.0065, z * math.sin(t) + 0.006
# homes near every side of their village, so that a shift of 500 m takes some of them out of it
homes = [("柏垭村", 109.8005 + i * 0.0049, 28.9005 + (i * 7 % 11) * 0.0049) for i in range(11)]
homes += [("老屋村", 109.8505 + i * 0.0049, 28.9005 + (i * 7 % 11) * 0.0049) for i in range(11)]
for name, shift in (("amap", lambda *p: gcj(*p)), ("baidu", lambda *p: bd(*gcj(*p)))):
    with open(name + ".csv", "w") as f:
        f.write("户编号,村,经度,纬度\n")
        for i, (village, lon, lat) in enumerate(homes):
            f.write("%d,%s,%.6f,%.6f\n" % (i + 1, village, *shift(lon, lat)))
with open("town.csv", "w") as f: # geocoded to the township's middle
    f.write("户编号,村,经度,纬度\n")
    for i, (village, lon, lat) in enumerate(homes):
        f.write("%d,%s,%s\n" % (i + 1, village, "109.850012,28.925012" if i % 2 else f"{lon:.6f},{lat:.6f}"))
Z
$ZOUFANG -q -C shifted init
$ZOUFANG -q -C shifted import areas areas.geojson
for file in amap baidu town; do
    crs=; [ $file = town ] && crs="--crs wgs84"
    for lang in en zh_CN; do $ZOUFANG --lang $lang -C shifted import households $file.csv $crs --dry-run; done
done
$ZOUFANG -q -C shifted import households baidu.csv
ogrinfo -q -sql "SELECT number, geom FROM household WHERE number IN ('1', '22') ORDER BY number" shifted/zoufang.db |
    grep POINT | sed 's/\(\.[0-9]\{5\}\)[0-9]*/\1/g'
