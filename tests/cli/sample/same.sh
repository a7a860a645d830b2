# the same seed writes the same bytes, and as files arrive as well as clean
for clean in "" --clean; do
    $ZOUFANG -q sample a$clean --villages 2 --households 24 --seed 3 $clean | sed "s|go [abc][-a-z]* |go FOLDER |" > a.txt
    $ZOUFANG -q sample b$clean --villages 2 --households 24 --seed 3 $clean | sed "s|go [abc][-a-z]* |go FOLDER |" > b.txt
    cmp a.txt b.txt
    ls a$clean
    for file in a$clean/*; do cmp "$file" "b$clean/$(basename "$file")"; done
done
$ZOUFANG -q sample c --villages 2 --households 24 --seed 4 | sed "s|go [abc][-a-z]* |go FOLDER |" > c.txt
cmp -s a/roads.osm c/roads.osm || echo "another seed, another township"
$ZOUFANG sample a --villages 2 --households 24 || echo "exit $?"
$ZOUFANG sample || echo "exit $?"
$ZOUFANG --lang zh_CN sample d --households x || echo "exit $?"
