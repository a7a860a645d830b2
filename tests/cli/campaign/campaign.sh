$ZOUFANG init
$ZOUFANG campaign list
$ZOUFANG coverage || echo "exit $?"
$ZOUFANG campaign new w || echo "exit $?"
$ZOUFANG campaign new w --from 2026-02-20 --to 2026-02-09 || echo "exit $?"
$ZOUFANG campaign new w --from 2026-02-09 --to 2026-02-20 --title 寒假走访 max_visits=9
$ZOUFANG campaign edit w unit=nobody || echo "exit $?"
$ZOUFANG campaign edit w nothing=1 || echo "exit $?"
$ZOUFANG campaign edit w day_from=18:00 || echo "exit $?"
$ZOUFANG campaign new w --from 2026-02-09 --to 2026-02-20 || echo "exit $?"
$ZOUFANG campaign show
$ZOUFANG campaign new s --from 2026-07-09 --to 2026-07-20
$ZOUFANG campaign list
$ZOUFANG --campaign x coverage || echo "exit $?"
$ZOUFANG campaign show --json | head -5
