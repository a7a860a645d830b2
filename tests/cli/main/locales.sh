# the same words and bytes in any locale: numbers never follow it
$ZOUFANG init
$ZOUFANG campaign new c --from 2026-02-09 --to 2026-02-13 target=97.5
for locale in C C.UTF-8 de_DE.UTF-8 zh_CN.UTF-8; do
    LC_ALL=$locale $ZOUFANG --lang en campaign show | grep target
done
LC_ALL=zh_CN.UTF-8 $ZOUFANG campaign show | grep target
LC_ALL=C LANGUAGE=zh_CN $ZOUFANG campaign show | grep target
