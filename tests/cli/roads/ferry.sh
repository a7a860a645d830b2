# a ferry without a name: boarding and landing are told, and a walk that takes it says so
cat > ferry.osm <<'Y'
<osm version="0.6">
<node id="1" lat="28.70" lon="110.10"/><node id="2" lat="28.70" lon="110.11"/><node id="3" lat="28.70" lon="110.12"/>
<node id="4" lat="28.70" lon="110.13"/><node id="5" lat="28.701" lon="110.12"/>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="东街"/></way>
<way id="2"><nd ref="2"/><nd ref="3"/><tag k="route" v="ferry"/><tag k="motor_vehicle" v="no"/></way>
<way id="3"><nd ref="3"/><nd ref="4"/><tag k="highway" v="residential"/></way>
<way id="4"><nd ref="3"/><nd ref="5"/><tag k="highway" v="path"/></way>
</osm>
Y
for lang in en zh_CN; do
    $ZOUFANG --lang $lang roads route ferry.osm --from 110.10,28.70 --to 110.13,28.70 --cues
    $ZOUFANG --lang $lang roads route ferry.osm --from 110.10,28.70 --to 110.12,28.701 --cues --mode car
done
