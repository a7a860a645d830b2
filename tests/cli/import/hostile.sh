# files that want more than to be read: no network, no other files, no other programs
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
python3 - <<'Y' &
import http.server, os, socketserver, time
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        open("fetched", "a").write(self.path + "\n")
        self.send_response(200); self.end_headers(); self.wfile.write(b'GEOGCS["x"]')
    def log_message(self, *a): pass
with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
    open("port.part", "w").write(str(server.server_address[1]))
    os.rename("port.part", "port")
    server.timeout = 1
    end = time.time() + 100
    while time.time() < end and not os.path.exists("stop"):
        server.handle_request()
Y
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
while [ ! -f port ]; do sleep 0.1; done
port=$(cat port)
sed 's|{"type":"FeatureCollection",|&"crs":{"type":"link","properties":{"href":"http://127.0.0.1:'$port'/crs","type":"ogcwkt"}},|' areas.geojson > link.geojson
grep -c href link.geojson
$ZOUFANG import areas link.geojson 2>&1 | sed "s/$port/PORT/" || true
echo "-- an address instead of a file"
for name in http://127.0.0.1:$port/a.geojson /vsicurl/http://127.0.0.1:$port/a.geojson PG:dbname=x; do
    $ZOUFANG import areas $name 2>&1 | sed "s/$port/PORT/" || true
done
echo "-- a link inside KML and VRT"
cat > link.kml <<X
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link><href>http://127.0.0.1:$port/k.kml</href></Link></NetworkLink></Document></kml>
X
$ZOUFANG import areas link.kml 2>&1 | sed "s/$port/PORT/" || true
printf '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>areas.geojson</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>' > other.vrt
cp other.vrt other.geojson; cp other.vrt other.shp
for file in other.vrt other.geojson other.shp; do $ZOUFANG import areas $file || echo "exit $?"; done
echo "-- a database that reads other files"
python3 - <<'Y'
import sqlite3
for name in ("virtual.sqlite", "virtual.gpkg"):
    db = sqlite3.connect(name)
    db.execute("PRAGMA application_id = 1196444487"); db.execute("CREATE TABLE geometry_columns (a TEXT)")
    db.execute("PRAGMA writable_schema = ON")
    db.execute("INSERT INTO sqlite_master VALUES ('table', 'v', 'v', 0, 'CREATE VIRTUAL TABLE v USING VirtualOGR(''areas.geojson'')')")
    db.commit()
Y
for file in virtual.sqlite virtual.gpkg; do $ZOUFANG import areas $file || echo "exit $?"; done
mkfifo pipe.geojson; ln -s /dev/zero zero.geojson
for file in pipe.geojson zero.geojson; do $ZOUFANG import areas $file || echo "exit $?"; done
touch stop; kill $server 2>/dev/null || true; wait $server 2>/dev/null || true
[ ! -e fetched ] && echo "nothing was fetched"
$ZOUFANG import runs
