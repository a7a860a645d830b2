# one sets out to the car, and walks on from it, where the whole takes least
python3 - <<'Y'
# park-total.map: from H the walk to C is shorter, but for A the car is taken at B; W lies beyond A on a path
at = {"A": (0, 0), "B": (8, 0), "H": (8, -2), "C": (8, -3), "D": (38, -3), "F": (0, -8), "E": (38, -8), "W": (-3, 0)}
ids = {c: i + 1 for i, c in enumerate(at)}
ways = [("AB", "residential"), ("BH", "path"), ("HC", "path"), ("AF", "residential"), ("FE", "residential"),
        ("ED", "residential"), ("DC", "residential"), ("AW", "path")]
out = ['<osm version="0.6">']
out += [f'<node id="{ids[c]}" lat="{28.7 + y * 100 / 110850:.7f}" lon="{110.1 + x * 100 / 97760:.7f}"/>'
        for c, (x, y) in at.items()]
out += [f'<way id="{i + 1}">' + "".join(f'<nd ref="{ids[c]}"/>' for c in ends) +
        f'<tag k="highway" v="{kind}"/></way>' for i, (ends, kind) in enumerate(ways)]
open("park.osm", "w").write("\n".join(out + ["</osm>"]))
Y
H=110.1081833,28.6981958 A=110.1,28.7 D=110.1388707,28.6972936
$ZOUFANG roads route park.osm --mode car --from $H --to $A
$ZOUFANG roads route park.osm --mode car --from $H --to $D
$ZOUFANG roads route park.osm --mode car --from $H --to 110.0969313,28.7
$ZOUFANG roads reach park.osm --mode car --from $H --minutes 4,5,7,9,10 --format geojson > reach.geojson
python3 - <<'Y'
import json
def inside(polygon, x, y):
    hit = False
    for ring in polygon:
        for (px, py), (qx, qy) in zip(ring, ring[1:]):
            if (py > y) != (qy > y) and x < px + (qx - px) * (y - py) / (qy - py):
                hit = not hit
    return hit
places = {"A": (110.10001, 28.70001), "W": (110.0980, 28.70001), "D": (110.13880, 28.69729)}
for f in json.load(open("reach.geojson"))["features"]:
    g = f["geometry"]
    parts = g["coordinates"] if g["type"] == "MultiPolygon" else [g["coordinates"]]
    print(f["properties"]["minutes"], "min:", *(c for c, p in places.items() if any(inside(part, *p) for part in parts)))
Y
# each place of a table has one parking
printf 'lon,lat\n%s\n%s\n%s\n' $A $H $D > p.csv
$ZOUFANG roads matrix park.osm --mode car --points p.csv -o m.csv --oracle 3 --json | grep -c '"mismatches": 0'
cat m.csv
