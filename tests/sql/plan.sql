SELECT number, date, team_name, stops, depart, back, metres FROM v_route ORDER BY number;
SELECT route, number, household_number, address, area_name, arrive, leave FROM v_stop;
