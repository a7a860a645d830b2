# the same ledger in the encodings offices use
. $SOURCE/tests/cli/small.inc
for code in GB18030 UTF-16LE UTF-16BE; do
    rm -rf w
    $ZOUFANG -q -C w init
    $ZOUFANG -q -C w import areas areas.geojson
    case $code in
    GB18030) iconv -f UTF-8 -t $code homes.csv > h.csv ;;
    *) printf '\357\273\277' | cat - homes.csv | iconv -f UTF-8 -t $code > h.csv ;;
    esac
    $ZOUFANG -C w import households h.csv --crs wgs84 --encoding auto
    $ZOUFANG -q -C w import households homes.csv --crs wgs84 && echo "as before"
done
$ZOUFANG -C w import households homes.csv --encoding nonsense || echo "exit $?"
