# what was mistyped is told with what may have been meant, in both languages
. "$SOURCE/tests/cli/small.inc"
"$ZOUFANG" -q init
"$ZOUFANG" -q import areas areas.geojson
"$ZOUFANG" -q import households homes.csv --crs wgs84
"$ZOUFANG" -q import volunteers team.csv
"$ZOUFANG" -q campaign new w --from 2026-02-10 --to 2026-02-12 --unit household
"$ZOUFANG" -q plan --iterations 1000 > /dev/null
"$ZOUFANG" -q sheets -o sheets.pdf
number=$("$ZOUFANG" --json sheets list | sed -n 's/.*"sheet": "\(.*\)",/\1/p' | head -1)
case "$number" in A*) wrong=B${number#?} ;; *) wrong=A${number#?} ;; esac
"$ZOUFANG" -q team add 白鹭队 周岚
for lang in en zh_CN; do
    "$ZOUFANG" --lang $lang coverage --area 柏桠村 || echo "exit $?"
    "$ZOUFANG" --lang $lang coverage --area 99010100120 || echo "exit $?"
    "$ZOUFANG" --lang $lang explain 07-33 || echo "exit $?"
    "$ZOUFANG" --lang $lang lock 07-01 --team 白露队 || echo "exit $?"
    "$ZOUFANG" --lang $lang team add 新队 周蓝岚 || echo "exit $?"
    "$ZOUFANG" --lang $lang coverage --area 青石寨 || echo "exit $?"
    "$ZOUFANG" --lang $lang record "$wrong" 2>&1 | sed "s/$wrong/WRONG/; s/$number/NUMBER/"
done
