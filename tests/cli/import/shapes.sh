# borders as they arrive (DOMAIN §9: 49–57), and formats of other map programs
. $SOURCE/tests/cli/small.inc
export PYTHONDONTWRITEBYTECODE=1
ogr2ogr() { command ogr2ogr "$@" 2>/dev/null; }
cat > make.py <<'Y'
import json
def write(path, *areas):
    features = [{"type": "Feature", "properties": {"code": code, "name": name},
                 "geometry": {"type": "Polygon", "coordinates": [ring + ring[:1]]}} for code, name, ring in areas]
    json.dump({"type": "FeatureCollection", "features": features}, open(path, "w"), ensure_ascii=False)
def box(x, y, w=0.05, h=0.05):
    return [[x, y], [x + w, y], [x + w, y + h], [x, y + h]]
A, B, C = ("990101001201", "柏垭村"), ("990101001202", "老屋村"), ("990101001203", "岩上村")
write("lap.geojson", (*A, box(109.80, 28.90)), (*B, box(109.848, 28.90)))
write("hole.geojson", (*A, box(109.80, 28.90)), (*B, box(109.85, 28.90)),
      (*C, [[109.80, 28.95], [109.84, 28.95], [109.85, 28.951], [109.86, 28.95], [109.90, 28.95], [109.90, 29.0], [109.80, 29.0]]))
write("slit.geojson", (*A, box(109.80, 28.90)), (*B, box(109.8502, 28.90)))
write("next.geojson", (*C, box(109.84, 28.94)))
write("bow.geojson", (*A, [[109.8, 28.9], [109.85, 28.95], [109.85, 28.9], [109.8, 28.95]]))
write("loop.geojson", (*A, [[109.8, 28.9], [109.85, 28.9], [109.85, 28.95], [109.82, 28.95], [109.8201, 28.9501],
                            [109.8201, 28.9499], [109.8199, 28.9501], [109.8, 28.95]]))
write("parts.geojson", (*A, box(109.80, 28.90)), (A[0], "柏垭新村", box(109.90, 28.90)))
Y
python3 make.py
both() { for lang in en zh_CN; do $ZOUFANG --lang $lang "$@" 2>&1 | sed '/^What became/,/^$/d;/^有哪些变化/,/^$/d;/^How coord/,/^$/d;/^坐标可能/,/^$/d'; done; }
fresh() { rm -rf w; $ZOUFANG -q -C w init; }
for file in lap hole slit bow loop parts; do
    echo "-- $file"; fresh
    both -C w import areas $file.geojson --dry-run
done
echo "-- beside a village that is known"
fresh; $ZOUFANG -q -C w import areas areas.geojson
both -C w import areas next.geojson --dry-run
echo "-- a shapefile in pieces"
ogr2ogr -f "ESRI Shapefile" -lco ENCODING=GB18030 -t_srs EPSG:4545 v.shp areas.geojson
rm v.cpg
fresh
for missing in shx dbf prj "shx dbf prj"; do
    echo "-- without $missing"
    mkdir p; cp v.* p; for end in $missing; do rm p/v.$end; done
    both -C w import areas p/v.shp --dry-run
    rm -r p
done
mkdir p; cp v.dbf v.shx v.prj p
both -C w import areas p/v.dbf
both -C w import areas p/v.shp
head -c 300 v.shp > p/v.shp
both -C w import areas p/v.shp
python3 - <<'Y'
import zipfile
for name, ends, folder in (("all.zip", "shp shx dbf prj", ""), ("some.zip", "shp dbf prj", "村界/"), ("none.zip", "dbf shx", "")):
    with zipfile.ZipFile(name, "w") as z:
        for end in ends.split():
            z.write("v." + end, folder + "v." + end)
Y
for file in all some none; do echo "-- $file.zip"; both -C w import areas $file.zip --dry-run; done
echo "-- systems"
for crs in 2379 4214; do ogr2ogr -a_srs EPSG:$crs s$crs.shp v.shp; both -C w import areas s$crs.shp --dry-run; done
ogr2ogr -a_srs EPSG:4545 degrees.shp areas.geojson; both -C w import areas degrees.shp --dry-run
ogr2ogr -a_srs EPSG:4547 zone.shp v.shp; both -C w import areas zone.shp --dry-run
ogr2ogr -nlt LINESTRING lines.shp areas.geojson; both -C w import areas lines.shp --dry-run
echo "-- a zone that cannot be right, and no village to compare with"
sed 's/9901010012/4331271012/' areas.geojson > hunan.geojson
sed 's/9901010012/3101010012/; s/109\./121./g; s/28\.9/31.2/g' areas.geojson > shanghai.geojson
for pair in hunan:4545 shanghai:4549; do
    ogr2ogr -lco ENCODING=UTF-8 -t_srs EPSG:${pair#*:} ${pair%:*}.shp ${pair%:*}.geojson
    rm ${pair%:*}.prj
done
ogr2ogr -lco ENCODING=UTF-8 -t_srs EPSG:4524 prefix.shp areas.geojson; rm prefix.prj
both -C w import areas hunan.shp --dry-run
both -C w import areas hunan.shp --crs EPSG:4547 --dry-run
both -C w import areas hunan.shp --crs EPSG:4545 --dry-run
both -C w import areas shanghai.shp --dry-run
both -C w import areas prefix.shp --dry-run
both -C w import areas prefix.shp --crs EPSG:4526 --dry-run
both -C w import areas prefix.shp --crs EPSG:4545 --dry-run
echo "-- columns"
for pair in XZQDM:XZQMC QSDWDM:QSDWMC ZLDWDM:ZLDWMC foo:bar; do
    rm -f c.*
    ogr2ogr c.shp areas.geojson -lco ENCODING=UTF-8 -dialect sqlite \
        -sql "SELECT geometry, code || '0000000' AS ${pair%:*}, name AS ${pair#*:} FROM areas"
    both -C w import areas c.shp --dry-run
done
rm -f c.*; ogr2ogr c.shp areas.geojson -lco ENCODING=UTF-8 -dialect sqlite -sql "SELECT geometry, CAST(code AS REAL) AS code, name FROM areas"
both -C w import areas c.shp
ogrinfo -q -sql "SELECT code, name FROM area ORDER BY code" w/zoufang.db | grep =
echo "-- other programs"
ogr2ogr -f KML o.ovkml areas.geojson
ogr2ogr -f "MapInfo File" -lco ENCODING=CP936 o.tab areas.geojson
ogr2ogr -f "MapInfo File" -dsco FORMAT=MIF -lco ENCODING=CP936 o.mif areas.geojson
ogr2ogr -f FlatGeobuf o.fgb areas.geojson
zip -q o.kmz o.ovkml 2>/dev/null || python3 -c 'import zipfile; zipfile.ZipFile("o.kmz", "w").write("o.ovkml", "doc.kml")'
python3 -c 'import zipfile; z = zipfile.ZipFile("gshp.zip", "w"); [z.write("v." + e, "村界.shp/v." + e) for e in ("shp", "shx", "dbf", "prj")]'
for file in o.ovkml o.tab o.mif o.fgb gshp.zip; do
    fresh
    $ZOUFANG -C w import areas $file
    $ZOUFANG -q -C w import households homes.csv --crs wgs84
    ogrinfo -q -sql "SELECT declared_area, located_area FROM household ORDER BY number" w/zoufang.db | grep -c '= 99010100120'
done
