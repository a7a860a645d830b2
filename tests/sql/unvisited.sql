SELECT household, number, area_name, grp, children, state, attempts, last_outcome, due,
       overdue_days, planned, planned_route FROM v_unvisited ORDER BY household;
