SELECT code, level, registered, in_scope, located, assigned, attempted, contacted, seen, complete,
       missing, scheduled, unscheduled, seen_percent FROM v_coverage ORDER BY code;
