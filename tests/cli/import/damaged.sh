# files that cannot be read: said in both languages, nothing taken
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
both() {
    $ZOUFANG import "$@" || echo "exit $?"
    $ZOUFANG --lang zh_CN import "$@" || echo "exit $?"
}
for end in csv xlsx geojson shp; do : > empty.$end; both areas empty.$end; done
both households empty.csv
: > empty.osm
both roads empty.osm
printf '\320\317\021\340\241\261\032\341aaaaaaaaaaaaaaaa' > old.xls
cp old.xls old.xlsx
both households old.xls
both households old.xlsx
head -c 5000 "$SOURCE/data/geo/volunteers.xlsx" > cut.xlsx
both volunteers cut.xlsx
iconv -f UTF-8 -t GB18030 homes.csv | iconv -f LATIN1 -t UTF-8 > mojibake.csv
both households mojibake.csv
printf '户编号,村\n\377\376\201,\346\237\n' > bytes.csv
both households bytes.csv
both households .
both households /dev/null
$ZOUFANG import runs
$ZOUFANG check
