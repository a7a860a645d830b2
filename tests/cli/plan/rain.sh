. "$SOURCE/tests/cli/plan/roads.inc"
SOURCE_DATE_EPOCH=1770000000 $ZOUFANG -q plan || echo "exit $?"
$ZOUFANG routes --weather rain
$ZOUFANG close 河边路 --when rain
$ZOUFANG routes --weather rain
$ZOUFANG close 老屋路 --when rain
$ZOUFANG routes --weather rain --lang zh_CN
$ZOUFANG routes --weather rain --format json
$ZOUFANG routes --weather snow || echo "exit $?"
$ZOUFANG sheets --route 1 -o s.pdf > /dev/null
pdftotext -f 1 -l 1 s.pdf - | grep 雨天
