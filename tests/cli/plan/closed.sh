. "$SOURCE/tests/cli/plan/roads.inc"
plan() {
    SOURCE_DATE_EPOCH=1770000000 $ZOUFANG plan --iterations 500 > plan.txt || echo "exit $?"
    grep '^Left out\|^Plan\|^ *no way' plan.txt
    $ZOUFANG routes
}
# the old house's road is shut at first: who lives there is visited when it is open again
$ZOUFANG close 老屋路 --from 2026-02-09 --to 2026-02-11
plan
# shut from the second day on: visited on the first
$ZOUFANG -q close --reopen 1
$ZOUFANG -q close 老屋路 --from 2026-02-10 --to 2026-02-13
plan
# rain is judged by the roads of each route's day
$ZOUFANG close 老屋路 --when rain --from 2026-02-10 --to 2026-02-13
$ZOUFANG routes --weather rain
$ZOUFANG -q close 老屋路 --when rain --from 2026-02-09 --to 2026-02-09
$ZOUFANG routes --weather rain
