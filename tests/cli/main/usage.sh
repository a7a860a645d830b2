$ZOUFANG nonsense || echo "exit $?"
$ZOUFANG coverag || echo "exit $?"
$ZOUFANG coverage --nonsense || echo "exit $?"
$ZOUFANG --lang fr coverage || echo "exit $?"
$ZOUFANG --version
$ZOUFANG coverage || echo "exit $?"
